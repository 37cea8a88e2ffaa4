package dev.fracas.checkers.axiomatic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fracas.generators.litmus.Action;
import dev.fracas.generators.litmus.FinalState;
import dev.fracas.generators.litmus.LitmusProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A third opinion: herd7's own, where a folder with litmus tests in its syntax and an {@code
 * expected.json} of the states that it found lies beside the project; skipped where there is none.
 */
class HerdCatalogueTest {
    private static final Path CATALOGUE = Path.of("..", "..", "..", "shared", "litmus");
    private static final String WORDS = "xyzw";
    private static final Pattern STORE = Pattern.compile("movl \\$(\\d+),\\((\\w)\\)");
    private static final Pattern LOAD = Pattern.compile("movl \\((\\w)\\),%e(\\w\\w)");

    /** A test that herd7 has run: its program, and for each thread where its loads go. */
    private record HerdTest(LitmusProgram program, List<List<String>> registers) {
        static HerdTest parse(List<String> lines) {
            List<List<Action>> threads = new ArrayList<>();
            List<List<String>> registers = new ArrayList<>();
            for (String line : lines) {
                if (!line.endsWith(";")) {
                    continue;
                }
                List<String> cells = Arrays.asList(line.replace(";", "").split("\\|", -1));
                for (int thread = 0; thread < cells.size(); thread++) {
                    String cell = cells.get(thread).strip();
                    if (cell.equals("P" + thread)) {
                        threads.add(new ArrayList<>());
                        registers.add(new ArrayList<>());
                    } else if (!cell.isEmpty()) {
                        threads.get(thread).add(action(cell, registers.get(thread)));
                    }
                }
            }
            return new HerdTest(new LitmusProgram(threads), registers);
        }

        private static Action action(String assembly, List<String> registers) {
            Matcher store = STORE.matcher(assembly);
            Matcher load = LOAD.matcher(assembly);
            if (assembly.equals("mfence")) {
                return Action.fence();
            } else if (store.matches()) {
                return Action.store(
                        WORDS.indexOf(store.group(2)), Integer.parseInt(store.group(1)));
            } else if (load.matches()) {
                registers.add("r" + load.group(2));
                return Action.load(WORDS.indexOf(load.group(1)));
            }
            throw new IllegalArgumentException("not an access or a fence: " + assembly);
        }

        /** Final states as herd7 writes them, as far as it tells them: {@code 0:rax=1; [x]=2;}. */
        Set<String> told(Collection<FinalState> ends, String example) {
            List<String> asked =
                    Stream.of(example.split(" ")).map(part -> part.replaceAll("=.*", "")).toList();
            return ends.stream()
                    .map(end ->
                            asked.stream()
                                    .map(place -> place + "=" + value(end, place) + ";")
                                    .collect(Collectors.joining(" ")))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private int value(FinalState end, String place) {
            if (place.startsWith("[")) {
                return end.memory().get(WORDS.indexOf(place.charAt(1)));
            }
            int thread = Character.digit(place.charAt(0), 10);
            int load = registers.get(thread).indexOf(place.substring(2));
            return end.registers().get(thread).get(load);
        }
    }

    @Test
    void machineAndAxiomsAgreeWithHerd() throws IOException {
        Path expected = CATALOGUE.resolve("expected.json");
        assumeThat(expected).exists();
        JsonNode catalogue = JsonMapper.shared().readTree(Files.readString(expected));

        List<String> compared = new ArrayList<>();
        for (var entry : catalogue.properties()) {
            if (!entry.getKey().startsWith("x86_64/")) {
                continue;
            }
            HerdTest test = HerdTest.parse(Files.readAllLines(CATALOGUE.resolve(entry.getKey())));
            Set<String> herd = new TreeSet<>();
            entry.getValue().get("states").forEach(state -> herd.add(state.asString()));
            String example = herd.iterator().next();

            assertThat(test.told(MachineRuns.underTotalStoreOrder(test.program()), example))
                    .as("%s on the machine", entry.getKey())
                    .isEqualTo(herd);
            assertThat(test.told(AllowedExecutions.finalStates(test.program(), Ends.TSO), example))
                    .as("%s by the axioms", entry.getKey())
                    .isEqualTo(herd);
            compared.add(entry.getKey());
        }
        assertThat(compared).isNotEmpty();
    }
}

package dev.fracas.checkers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.model.lock.LockFamily;
import dev.fracas.model.mechanism.Families;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Repertoire LOCKS = new Repertoire(new Families(List.of(new LockFamily())));

    @TempDir private Path folder = Path.of("");

    @Test
    void everyLockIsARowAndAsDeclared() {
        Invocation run =
                Invocation.of(
                        LOCKS,
                        new StopSignal(),
                        "check",
                        "--memory",
                        "sc",
                        "--rounds",
                        "1",
                        "--workers",
                        "2");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
        Golden.assertPinned("check-all.txt", Golden.masked(run.out()));
    }

    @Test
    void everyMechanismInAReadingIsARowAndAsDeclared() {
        Invocation run =
                Invocation.of("check", "--reading", "paper,released,popcorn", "--workers", "2");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
        Golden.assertPinned("check-configurations.txt", Golden.masked(run.out()));
    }

    @Test
    void aViolationInAnAddressSpaceSaysWhatPageTablesAndTlbsHold() {
        assertThat(Invocation.of("check", "--defect", "zero-page-writable").out())
                .contains("the x86 leaf maps page 0 to the zero page for")
                .contains("The defect zero-page-writable", "is caught: it");
    }

    @Test
    void aKnownLackIsAsDeclared() {
        Invocation run = Invocation.of("check", "tas", "--workers", "2");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("VIOLATED (as declared)");
        Golden.assertPinned("check-tas.txt", Golden.masked(run.out()));
    }

    @Test
    void aDefectIsCaughtAndExitsWithOne() {
        Invocation run = Invocation.of("check", "--defect", "tas-unlock-twice", "--workers", "2");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("is caught: it violates release-by-holder");
        Golden.assertPinned("check-defect.txt", Golden.masked(run.out()));
    }

    @Test
    void aDefectThatIsNotCaughtExitsWithOneAndIsSaidToBe() {
        Invocation run = Invocation.of("check", "--defect", "filter-no-fence", "--memory", "sc");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("is NOT caught");
    }

    @Test
    void aSometimesPropertyThatNothingShowsIsViolatedWithoutATrace() {
        Invocation run =
                Invocation.of("check", "--defect", "tas-in-turns", "--traces", folder.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern(
                        "contention-happened +sometimes +HOLDS +VIOLATED +no run shows it");
    }

    @Test
    void theMachineOfADefectCanBeAnother() {
        Invocation run =
                Invocation.of(
                        "check",
                        "ticket",
                        "--defect",
                        "ticket-torn",
                        "--cores",
                        "arm,arm",
                        "--memory",
                        "tso",
                        "--store-buffer",
                        "1",
                        "--rounds",
                        "2");
        assertThat(run.out()).contains("arm,arm; 2 rounds; tso, store buffers of 1");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void eachIsaCanHaveAMemorySystemOfItsOwn() {
        Invocation run = Invocation.of("check", "filter-unfenced", "--memory", "x86=tso:1,arm=sc");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("x86,arm; 2 rounds; x86 on tso, store buffers of 1, and arm on sc;")
                .containsPattern("mutual-exclusion +always +VIOLATED +VIOLATED");
        Path json = folder.resolve("mixed.json");
        Invocation fenced =
                Invocation.of(
                        "check",
                        "filter",
                        "--memory",
                        "x86=tso:1,arm=sc",
                        "--json",
                        json.toString());
        assertThat(fenced.status()).isZero();
        assertThat(json).content().containsPattern("\"memory\" ?: ?\"x86=tso:1,arm=sc\"");
    }

    @Test
    void mechanismsThatDoNotFitAreSkippedWhenAllAreChecked() {
        Invocation run =
                Invocation.of(
                        LOCKS,
                        new StopSignal(),
                        "check",
                        "--cores",
                        "x86",
                        "--memory",
                        "sc",
                        "--rounds",
                        "1");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("without dekker: it is a lock for exactly 2 cores, not 1")
                .contains(" lock mechanisms: ");
    }

    @ParameterizedTest
    @CsvSource({
        "--max-states, 10, 10 states",
        "--max-depth, 5, depth 5",
        "--max-memory, 1K, MiB of memory",
        "--timeout, 1ms, 0.001 s"
    })
    void aBoundThatCutsIsNamedAndExitsWithThree(String option, String value, String reason) {
        Invocation run = Invocation.of("check", "mcs", option, value);
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("INCOMPLETE", "cut by ", reason, "1 incomplete");
    }

    @Test
    void anInterruptIsReportedAndExitsWithThree() throws IOException {
        StopSignal stop = new StopSignal();
        stop.stop("an interrupt");
        Path json = folder.resolve("out.json");
        Invocation run = Invocation.of(stop, "check", "ticket", "mcs", "--json", json.toString());
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).contains("Stopped by an interrupt.", "0 as declared", "2 incomplete");
        assertThat(MAPPER.readTree(Files.readString(json)).isArray()).isTrue();
    }

    @Test
    void jsonHoldsEveryFigure() throws IOException {
        Path json = folder.resolve("out.json");
        Invocation run =
                Invocation.of(
                        "check",
                        "ticket",
                        "tas",
                        "--memory",
                        "sc",
                        "--json",
                        json.toString(),
                        "--traces",
                        folder.toString());
        assertThat(run.status()).isZero();
        JsonNode list = MAPPER.readTree(Files.readString(json));
        assertThat(list.size()).isEqualTo(2);
        JsonNode ticket = list.get(0);
        assertThat(ticket.get("name").asString()).isEqualTo("ticket");
        assertThat(ticket.get("verdict").asString()).isEqualTo("HOLDS");
        assertThat(ticket.get("asExpected").asBoolean()).isTrue();
        assertThat(ticket.get("distinctStates").asLong()).isEqualTo(119);
        assertThat(ticket.get("transitions").asLong()).isEqualTo(207);
        assertThat(ticket.get("depth").asInt()).isEqualTo(24);
        assertThat(ticket.get("seconds").isNumber()).isTrue();
        assertThat(ticket.get("bytesPerState").isNumber()).isTrue();
        assertThat(ticket.get("endless").get("distinctStates").asLong()).isEqualTo(98);
        assertThat(ticket.get("machine").get("memory").asString()).isEqualTo("sc");
        assertThat(ticket.get("costs").valueStream().map(CheckCommandTest::spanAndHardware))
                .containsExactly(
                        "acquire to release, separated",
                        "acquire to release, shared",
                        "acquire to release, fully-shared",
                        "complete run, separated",
                        "complete run, shared",
                        "complete run, fully-shared");
        JsonNode mutualExclusion = ticket.get("properties").get(0);
        assertThat(mutualExclusion.get("id").asString()).isEqualTo("mutual-exclusion");
        assertThat(mutualExclusion.get("verdict").asString()).isEqualTo("HOLDS");
        assertThat(mutualExclusion.get("expected").asString()).isEqualTo("HOLDS");
        assertThat(mutualExclusion.get("trace").isNull()).isTrue();
        JsonNode liveness = violated(list.get(1));
        assertThat(liveness.get("id").asString()).isEqualTo("every-waiter-gets-in");
        assertThat(liveness.get("expected").asString()).isEqualTo("VIOLATED");
        assertThat(liveness.get("reason").asString()).isNotEmpty();
        assertThat(Path.of(liveness.get("trace").asString())).exists();
    }

    @Test
    void everyCounterexampleIsWrittenAndReplays() throws IOException {
        Path traces = folder.resolve("a/b");
        Invocation run =
                Invocation.of("check", "--defect", "ticket-torn", "--traces", traces.toString());
        assertThat(run.status()).isEqualTo(1);
        List<Path> files;
        try (Stream<Path> all = Files.list(traces)) {
            files = all.sorted().toList();
        }
        assertThat(files)
                .contains(traces.resolve("ticket-ticket-torn-mutual-exclusion.itf.json"))
                .hasSizeGreaterThan(3);
        for (Path file : files) {
            assertThat(run.out()).contains("fracas replay " + file);
            assertThat(Invocation.of("replay", file.toString()).status()).isZero();
        }
    }

    @Test
    void estimatesAreForTheHardwareAndTheProcessorsAskedFor() {
        String out =
                Invocation.of(
                                "check",
                                "ticket",
                                "--memory",
                                "sc",
                                "--hardware",
                                "shared",
                                "--processors",
                                "small")
                        .out();
        assertThat(out.toLowerCase(Locale.ROOT)).contains("e5-2620", "cortex-a72", "shared");
        assertThat(out).doesNotContain("separated");
    }

    private static String spanAndHardware(JsonNode cost) {
        return cost.get("span").asString() + ", " + cost.get("hardware").asString();
    }

    private static JsonNode violated(JsonNode protocol) {
        return protocol.get("properties")
                .valueStream()
                .filter(property -> property.get("verdict").asString().equals("VIOLATED"))
                .findFirst()
                .orElseThrow();
    }
}

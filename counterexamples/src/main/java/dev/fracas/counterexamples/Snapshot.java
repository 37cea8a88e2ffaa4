package dev.fracas.counterexamples;

import dev.fracas.model.TraceWords.Cell;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.ViewWords.CoreNames;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Disassembly;
import dev.fracas.model.program.Program;
import dev.fracas.model.state.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A state under the names of its variables, as a trace file records it.
 *
 * @param memory the values of each array of words, unsigned; a word alone is an array of one
 * @param cores what each core holds, by the core's name
 * @param cells the parts of the state of a system that is no machine, in its own words
 */
public record Snapshot(
        SequencedMap<String, List<Long>> memory,
        SequencedMap<String, CoreSnapshot> cores,
        SequencedMap<String, String> cells) {

    /** A core that has stopped for ever: a kernel oops. */
    public static final String STOPPED = CoreNames.STOPPED;

    public Snapshot {
        memory = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(memory));
        cores = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(cores));
        cells = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(cells));
    }

    /** A state of a machine. */
    public Snapshot(
            SequencedMap<String, List<Long>> memory, SequencedMap<String, CoreSnapshot> cores) {
        this(memory, cores, new LinkedHashMap<>());
    }

    /**
     * The first variable in which two states differ.
     *
     * @param variable its name, for instance {@code next[1]} or {@code x86:0.storeBuffer}
     */
    public record Difference(String variable, String recorded, String found) {}

    public static Snapshot of(TransitionSystem system, long[] state) {
        if (system instanceof Machine machine) {
            return ofMachine(machine, state);
        }
        SequencedMap<String, String> cells = new LinkedHashMap<>();
        for (Cell cell : system.traceWords().state(state)) {
            cells.put(cell.name(), cell.value());
        }
        return new Snapshot(new LinkedHashMap<>(), new LinkedHashMap<>(), cells);
    }

    private static Snapshot ofMachine(Machine machine, long[] state) {
        SequencedMap<String, List<Long>> memory = new LinkedHashMap<>();
        for (MemoryWords.MemoryWord word : new MemoryWords(machine).all()) {
            memory.computeIfAbsent(word.array().name(), name -> new ArrayList<>())
                    .add(word.in(state));
        }
        memory.replaceAll((name, values) -> List.copyOf(values));
        SequencedMap<String, CoreSnapshot> cores = new LinkedHashMap<>();
        for (int core = 0; core < machine.cores(); core++) {
            cores.put(machine.program(core).coreName(), core(machine, state, core));
        }
        return new Snapshot(memory, cores);
    }

    private static CoreSnapshot core(Machine machine, long[] state, int core) {
        return new CoreSnapshot(
                next(machine, state, core),
                registers(machine, state, core),
                CoreSnapshot.variable(machine.memoryOf(core)),
                machine.buffered(state, 0, core),
                machine.monitor(state, 0, core),
                machine.ipi(state, 0, core));
    }

    /** The instruction that the core executes next, or {@link #STOPPED}. */
    public static String next(Machine machine, long[] state, int core) {
        int at = machine.nextInstruction(state, 0, core);
        return at < 0 ? STOPPED : Disassembly.line(machine.program(core), at);
    }

    private static List<Long> registers(Machine machine, long[] state, int core) {
        Program program = machine.program(core);
        String prefix = program.coreName() + " register ";
        List<Long> values = new ArrayList<>();
        for (Field field : machine.layout().fields()) {
            if (field.name().startsWith(prefix)) {
                values.add(field.get(state, 0));
            }
        }
        return values;
    }

    /**
     * Where this state, which was recorded, differs from the one found; empty where it does not.
     */
    public Optional<Difference> differenceFrom(Snapshot found) {
        for (var variable : memory.entrySet()) {
            Optional<Difference> difference =
                    inWords(
                            variable.getKey(),
                            variable.getValue(),
                            found.memory.get(variable.getKey()));
            if (difference.isPresent()) {
                return difference;
            }
        }
        for (var core : cores.entrySet()) {
            CoreSnapshot other = found.cores.get(core.getKey());
            if (other == null) {
                return Optional.of(new Difference(core.getKey(), "a core", "no such core"));
            }
            Optional<Difference> difference = inCore(core.getKey(), core.getValue(), other);
            if (difference.isPresent()) {
                return difference;
            }
        }
        for (var cell : cells.entrySet()) {
            String other = found.cells.getOrDefault(cell.getKey(), "nothing");
            Optional<Difference> difference = different(cell.getKey(), cell.getValue(), other);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return found.memory.entrySet().stream()
                .filter(variable -> !memory.containsKey(variable.getKey()))
                .map(variable ->
                        new Difference(variable.getKey(), "nothing", text(variable.getValue())))
                .findFirst();
    }

    private static Optional<Difference> inWords(
            String name, List<Long> recorded, @Nullable List<Long> found) {
        if (found == null) {
            return Optional.of(new Difference(name, text(recorded), "no such word"));
        }
        if (recorded.size() != found.size()) {
            return Optional.of(new Difference(name, text(recorded), text(found)));
        }
        for (int i = 0; i < recorded.size(); i++) {
            if (!recorded.get(i).equals(found.get(i))) {
                return Optional.of(
                        new Difference(
                                recorded.size() == 1 ? name : name + "[" + i + "]",
                                Long.toUnsignedString(recorded.get(i)),
                                Long.toUnsignedString(found.get(i))));
            }
        }
        return Optional.empty();
    }

    private static Optional<Difference> inCore(String name, CoreSnapshot was, CoreSnapshot is) {
        return different(name + ".next", was.next(), is.next())
                .or(() -> different(name + "." + was.buffer(), was.buffered(), is.buffered()))
                .or(() -> different(name + ".monitor", was.monitor(), is.monitor()))
                .or(() -> different(name + ".ipi", was.ipi(), is.ipi()))
                .or(() ->
                        different(
                                name + ".registers", text(was.registers()), text(is.registers())));
    }

    private static Optional<Difference> different(String variable, Object was, Object is) {
        return Objects.equals(was, is)
                ? Optional.empty()
                : Optional.of(new Difference(variable, was.toString(), is.toString()));
    }

    private static String text(List<Long> values) {
        return values.size() == 1
                ? Long.toUnsignedString(values.getFirst())
                : values.stream().map(Long::toUnsignedString).toList().toString();
    }
}

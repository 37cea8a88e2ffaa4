package dev.fracas.model.coherence;

import static dev.fracas.model.coherence.BusState.LINES;
import static dev.fracas.model.coherence.Mesi.INVALID;
import static dev.fracas.model.coherence.Mesi.MODIFIED;

import dev.fracas.model.Step;
import dev.fracas.model.TraceWords;
import dev.fracas.model.ViewWords;
import dev.fracas.model.coherence.MesiBus.Act;
import dev.fracas.spec.View;
import dev.fracas.spec.coherence.CoherenceStep;
import dev.fracas.spec.coherence.CoherenceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a trace of a bus reads: {@code reads line 0 from memory: 1}. */
record BusWords(MesiBus system) implements TraceWords {
    private static final List<String> COPIES = List.of("I", "S", "E", "M");

    @Override
    public String step(long[] before, Step step) {
        BusState at = system.state();
        long state = before[0];
        int cache = step.core();
        int operand = Act.operand(step.code());
        int line = operand % LINES;
        return switch (Act.of(step.code())) {
            case ASK_READ -> "is asked for line " + line;
            case ASK_WRITE -> "is asked to write %d to line %d".formatted(operand / LINES, line);
            case EVICT ->
                    at.copy(state, cache, line) == MODIFIED
                            ? "writes line %d back: %d".formatted(line, at.data(state, cache, line))
                            : "drops line " + line;
            case READ_HIT -> "reads line %d: %d".formatted(line, at.data(state, cache, line));
            case READ_MISS -> "Snoop Data of line %d%s".formatted(line, others(state, cache, line));
            case WRITE_LINE ->
                    others(state, cache, line).isEmpty()
                            ? "writes line " + line
                            : "Snoop Invalidate of line %d%s"
                                    .formatted(line, others(state, cache, line));
            case TAKE_SNOOP -> "takes a Snoop Invalidate of line " + line;
        };
    }

    private String others(long state, int mover, int line) {
        String holders =
                IntStream.range(0, system.movers())
                        .filter(cache -> cache != mover)
                        .filter(cache -> system.state().copy(state, cache, line) != INVALID)
                        .mapToObj(this::mover)
                        .collect(Collectors.joining(", "));
        return holders.isEmpty() ? "" : ", which is in " + holders;
    }

    @Override
    public String whyNot(long[] state, Step step, List<Step> possible) {
        if (step.core() >= system.movers()) {
            return "there is no cache %d, the bus has %d".formatted(step.core(), system.movers());
        }
        return "%s, which holds %s, cannot do that"
                .formatted(mover(step.core()), cache(state[0], step.core()));
    }

    @Override
    public boolean isAtRest(long[] state, int cache) {
        return system.isAtRest(state[0], cache);
    }

    @Override
    public List<Cell> state(long[] states) {
        BusState at = system.state();
        List<Cell> cells = new ArrayList<>();
        for (int cache = 0; cache < system.movers(); cache++) {
            cells.add(new Cell(mover(cache) + " cache", cache(states[0], cache)));
        }
        cells.add(new Cell("memory", values(LINES, line -> at.memory(states[0], line))));
        cells.add(new Cell("last write", values(LINES, line -> at.lastWrite(states[0], line))));
        if (!at.isEndless()) {
            IntUnaryOperator left = cache -> at.requestsLeft(states[0], cache);
            cells.add(new Cell("to come", values(system.movers(), left)));
        }
        return cells;
    }

    private static String values(int count, IntUnaryOperator of) {
        return IntStream.range(0, count)
                .map(of)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    /** {@code M=1 I}, and behind it what is asked: {@code r0} to read line 0, {@code w0=1}. */
    private String cache(long state, int cache) {
        BusState at = system.state();
        String lines =
                IntStream.range(0, LINES)
                        .mapToObj(line -> copy(state, cache, line))
                        .collect(Collectors.joining(" "));
        int line = at.requestLine(state, cache);
        return switch (at.request(state, cache)) {
            case BusState.IDLE -> lines;
            case BusState.READ -> "%s r%d".formatted(lines, line);
            default -> "%s w%d=%d".formatted(lines, line, at.requestValue(state, cache));
        };
    }

    private String copy(long state, int cache, int line) {
        BusState at = system.state();
        String copy = COPIES.get(at.copy(state, cache, line));
        String snooped = at.snoop(state, cache, line) == 0 ? "" : "!";
        return at.copy(state, cache, line) == INVALID
                ? copy
                : "%s=%d%s".formatted(copy, at.data(state, cache, line), snooped);
    }

    static Optional<ViewWords<?>> ofView(Class<? extends View> view) {
        if (view == CoherenceView.class) {
            return Optional.of(new ViewWords.OfState<>(CoherenceView.class, BusWords::copies));
        }
        return view == CoherenceStep.class
                ? Optional.of(
                        new ViewWords.OfStep<>(
                                CoherenceStep.class,
                                (step, action, names) ->
                                        step.readsStale()
                                                ? action + ", which is not what was written last"
                                                : action))
                : Optional.empty();
    }

    private static String copies(CoherenceView bus, ViewWords.CoreNames names) {
        for (int line = 0; line < bus.lines(); line++) {
            int owners = bus.owners(line);
            int copies = bus.copies(line);
            if (owners != 0 && Integer.bitCount(copies) > 1) {
                int readers = copies & ~owners;
                return readers == 0
                        ? "line %d may be written by %s".formatted(line, names.of(owners))
                        : "line %d may be written by %s and read by %s"
                                .formatted(line, names.of(owners), names.of(readers));
            }
            if (!bus.cleanCopiesEqualMemory(line)) {
                return "a clean copy of line %d, which is in %s, differs from memory"
                        .formatted(line, names.of(copies));
            }
        }
        return "every line has one writer or readers that agree";
    }
}

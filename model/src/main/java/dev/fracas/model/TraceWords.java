package dev.fracas.model;

import java.util.List;
import java.util.Locale;

/**
 * How a trace of a system reads: who moves, what a step does, what a state holds. What a system
 * does not say is told by the numbers of its steps and the fields of its states.
 */
@FunctionalInterface
public interface TraceWords {
    TransitionSystem system();

    /** The name of a mover, as short as a column's header: {@code x86:0}. */
    default String mover(int mover) {
        return system().actorName(mover);
    }

    /** What a step does that is possible in the state, without its mover: {@code evicts line 1}. */
    default String step(long[] before, Step step) {
        return "%s %d".formatted(step.kind().name().toLowerCase(Locale.ROOT), step.choice());
    }

    /**
     * Why a step is not possible in the state, in one clause.
     *
     * @param possible the steps that are
     */
    default String whyNot(long[] state, Step step, List<Step> possible) {
        return step.core() < system().movers()
                ? "%s cannot do that here".formatted(mover(step.core()))
                : "nothing has number %d, the last is %s"
                        .formatted(step.core(), mover(system().movers() - 1));
    }

    /** What a state holds: as many cells of the same names in every state of the system. */
    default List<Cell> state(long[] state) {
        return system().layout().fields().stream()
                .map(field -> new Cell(field.name(), Long.toUnsignedString(field.get(state, 0))))
                .toList();
    }

    /** Whether a mover need not do anything more; where nobody tells, whether none need. */
    default boolean isAtRest(long[] state, int mover) {
        return system().newGenerator().finished(state, 0);
    }

    /** A part of a state under its name: {@code memory}, {@code 0 1}. */
    record Cell(String name, String value) {}
}

package dev.fracas.checkers.explore;

import dev.fracas.model.ModelException;
import dev.fracas.model.Step;
import dev.fracas.model.TransitionSystem;

/**
 * What the engines can number: a step has room for {@link Step#CORES} movers, and sets of actors
 * are kept in a {@code long}.
 */
public final class SystemLimits {
    private static final int MOST_ACTORS = Long.SIZE - 1;

    private SystemLimits() {}

    /**
     * Refuses a system that is too large to be told apart.
     *
     * @throws ModelException when it is
     */
    public static void check(TransitionSystem system) {
        if (system.movers() < 1 || system.movers() > Step.CORES) {
            throw new ModelException(
                    "a system has 1 to %d movers, not %d".formatted(Step.CORES, system.movers()));
        }
        if (system.actors() < 1 || system.actors() > MOST_ACTORS) {
            throw new ModelException(
                    "a system has 1 to %d actors, not %d".formatted(MOST_ACTORS, system.actors()));
        }
    }
}

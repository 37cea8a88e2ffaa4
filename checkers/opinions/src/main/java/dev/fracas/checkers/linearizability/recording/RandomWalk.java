package dev.fracas.checkers.linearizability.recording;

/**
 * A run by chance, the same each time.
 *
 * @param seed of the choices
 * @param switching probability of looking for another core before each step, 0 to 1
 * @param maxSteps steps after which the run is cut
 */
public record RandomWalk(long seed, double switching, int maxSteps) {
    public RandomWalk {
        if (!(switching >= 0 && switching <= 1) || maxSteps < 0) {
            throw new IllegalArgumentException(
                    "a walk switches with probability 0 to 1 and has 0 steps or more, got %s, %d"
                            .formatted(switching, maxSteps));
        }
    }
}

package dev.fracas.checkers.hunt;

import java.time.Duration;

/**
 * How long a hunt goes on for each mechanism; it ends with the first bound that it meets.
 *
 * @param runs how many runs, at least 1
 * @param time wall-clock time, after which no run is begun or goes on
 * @param steps of the longest run, 1 to {@link Limits#MOST_STEPS}
 * @param totalSteps of all runs together, at least 1; met with the batch that brings them up to it
 */
public record HuntBounds(long runs, Duration time, int steps, long totalSteps) {
    /** As long as it takes. */
    public static final Duration NO_LIMIT = Duration.ofDays(3650);

    public HuntBounds {
        if (runs < 1) {
            throw new IllegalArgumentException("runs are 1 or more, got " + runs);
        }
        if (steps < 1 || steps > Limits.MOST_STEPS) {
            throw new IllegalArgumentException(
                    "steps are 1 to %d, got %d".formatted(Limits.MOST_STEPS, steps));
        }
        if (totalSteps < 1) {
            throw new IllegalArgumentException(
                    "steps of all runs are 1 or more, got " + totalSteps);
        }
    }

    /** Any number of steps of all runs together. */
    public HuntBounds(long runs, Duration time, int steps) {
        this(runs, time, steps, Long.MAX_VALUE);
    }

    /** So many runs of so many steps, in whatever time. */
    public static HuntBounds ofRuns(long runs, int steps) {
        return new HuntBounds(runs, NO_LIMIT, steps);
    }

    /**
     * As many runs as it takes to make so many steps, each of them of at most {@code steps}; as
     * many runs as that at most, since a run may have no step at all.
     */
    public static HuntBounds ofTotal(long totalSteps, int steps) {
        return new HuntBounds(totalSteps, NO_LIMIT, steps, totalSteps);
    }
}

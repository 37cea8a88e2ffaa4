package dev.fracas.checkers.hunt;

import java.time.Duration;

/**
 * How long a hunt goes on for each mechanism.
 *
 * @param runs how many runs, at least 1
 * @param time wall-clock time, after which no run is begun or goes on
 * @param steps of the longest run, 1 to {@link Limits#MOST_STEPS}
 */
public record HuntBounds(long runs, Duration time, int steps) {
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
    }

    /** So many runs of so many steps, in whatever time. */
    public static HuntBounds ofRuns(long runs, int steps) {
        return new HuntBounds(runs, NO_LIMIT, steps);
    }
}

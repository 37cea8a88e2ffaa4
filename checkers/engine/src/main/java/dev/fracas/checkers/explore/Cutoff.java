package dev.fracas.checkers.explore;

import java.time.Duration;

/**
 * When work that follows an exploration has to end: at a point in time, or when a stop is asked
 * for.
 *
 * @param stop ends it when it is given
 * @param deadline as {@link System#nanoTime} counts
 * @param limit the deadline in words, for the verdict
 */
public record Cutoff(StopSignal stop, long deadline, String limit) {
    /** The work was cut; the message says by what. */
    public static final class CutException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CutException(String by) {
            super(by);
        }
    }

    /** The end of what begins now and may take as long as an exploration may. */
    public static Cutoff of(Explorer explorer) {
        Duration timeout = explorer.bounds().timeout();
        long deadline = System.nanoTime() + timeout.toNanos();
        return new Cutoff(explorer.stop(), deadline, timeout.toMillis() / 1000.0 + " s");
    }

    /**
     * To be called now and then.
     *
     * @throws CutException when the end has come
     */
    void check() {
        if (stop.isGiven()) {
            throw new CutException(stop.reason());
        }
        if (System.nanoTime() - deadline > 0) {
            throw new CutException(limit);
        }
    }

    /** Looks only at every 4096th call. */
    void check(int call) {
        if ((call & 4095) == 0) {
            check();
        }
    }
}

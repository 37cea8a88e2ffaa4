package dev.fracas.checkers.hunt;

import dev.fracas.checkers.explore.StopSignal;
import java.time.Duration;

/**
 * When a hunt ends although runs are left.
 *
 * @param stop ends it when it is given
 * @param nanoTime as {@link System#nanoTime} counts
 */
record Deadline(StopSignal stop, long nanoTime) {
    static Deadline in(Duration time, StopSignal stop) {
        return new Deadline(stop, System.nanoTime() + time.toNanos());
    }

    boolean isDue() {
        return stop.isGiven() || System.nanoTime() - nanoTime > 0;
    }
}

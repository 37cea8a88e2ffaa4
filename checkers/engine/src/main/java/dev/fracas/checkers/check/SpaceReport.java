package dev.fracas.checkers.check;

import dev.fracas.checkers.explore.Exploration;
import java.util.List;

/**
 * How much was explored.
 *
 * @param distinctStates states, each counted once
 * @param transitions pairs of a state and a step possible in it, plus one for the initial state
 * @param depth steps to the farthest state
 * @param seconds wall-clock time of the exploration
 * @param bytes of the visited set, index included
 * @param cutBy the bound that cut it short; empty when everything was seen
 * @param unreached instructions that no run executes, one line each
 */
public record SpaceReport(
        long distinctStates,
        long transitions,
        int depth,
        double seconds,
        long bytes,
        String cutBy,
        List<String> unreached) {

    public SpaceReport {
        unreached = List.copyOf(unreached);
    }

    static SpaceReport of(Exploration e) {
        return new SpaceReport(
                e.distinctStates(),
                e.transitions(),
                e.depth(),
                e.seconds(),
                e.bytes(),
                e.cutBy(),
                e.unreached());
    }

    /** The same space, of which what followed the exploration was cut short by {@code reason}. */
    SpaceReport judgedUntil(String reason) {
        return new SpaceReport(
                distinctStates, transitions, depth, seconds, bytes, reason, unreached);
    }

    public boolean isComplete() {
        return cutBy.isEmpty();
    }

    public double bytesPerState() {
        return (double) bytes / distinctStates;
    }
}

package dev.fracas.checkers.explore;

/**
 * How far an exploration is. Counts are of the moment and may lag behind by some thousand states.
 *
 * @param states distinct states found
 * @param frontier states found and not expanded yet
 * @param transitions transitions taken
 * @param depth the level that is being expanded
 * @param nanos time since the start
 * @param bytes size of the visited set
 */
public record Progress(
        long states, long frontier, long transitions, int depth, long nanos, long bytes) {
    /** Receives progress, a few times a second, from a thread of its own. */
    @FunctionalInterface
    public interface Listener {
        void progress(Progress progress);
    }
}

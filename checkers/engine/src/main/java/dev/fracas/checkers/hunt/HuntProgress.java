package dev.fracas.checkers.hunt;

/**
 * How far the hunt of one mechanism is.
 *
 * @param runs runs made
 * @param steps steps of these and of the runs under way
 * @param nanos time since the start
 * @param behaviours runs that differ in what some core executed
 * @param unreached instructions that no run has executed
 * @param violated properties violated, declared or not
 */
public record HuntProgress(
        long runs, long steps, long nanos, long behaviours, int unreached, int violated) {
    /** Receives progress, a few times a second, from a thread of its own. */
    @FunctionalInterface
    public interface Listener {
        void progress(HuntProgress progress);
    }
}

package dev.fracas.checkers.hunt;

/** A way to choose who steps next in a random run. A value; the work is done by schedulers. */
public sealed interface Strategy permits Uniform, Pct, DelayBounded, CoverageGuided {
    /** As on the command line. */
    String id();

    /** What it does, in one clause. */
    String description();

    /**
     * A scheduler for the use of one thread.
     *
     * @param actors the number of actors of the machine, 1 to 31
     * @param maxSteps steps of the longest run
     */
    Scheduler newScheduler(int actors, int maxSteps);
}

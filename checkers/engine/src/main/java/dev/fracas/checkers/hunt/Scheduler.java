package dev.fracas.checkers.hunt;

import java.util.SplittableRandom;

/** Chooses who steps, for one run after another. Belongs to one thread. */
public interface Scheduler {
    /**
     * A run begins.
     *
     * @param random the run's only source of chance
     * @param corpus earlier runs that went where none had been; the same for all runs of a batch
     */
    void begin(SplittableRandom random, Corpus corpus);

    /**
     * Chooses among the moves of a state, of which there is at least one.
     *
     * @param step how many steps the run has taken
     * @return the number of the successor that the run goes on with
     */
    int choose(Moves moves, SplittableRandom random, int step);
}

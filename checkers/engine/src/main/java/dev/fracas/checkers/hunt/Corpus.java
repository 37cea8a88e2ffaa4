package dev.fracas.checkers.hunt;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Beginnings of runs that went where none had been. Changed only between batches. */
public final class Corpus {
    /** The most runs kept; what comes later replaces what came first. */
    private static final int MOST = 4_096;

    private final List<int[]> runs = new ArrayList<>();
    private int oldest;

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Adds the step codes of a run; the array is kept. */
    void add(int[] steps) {
        if (runs.size() < MOST) {
            runs.add(steps);
        } else {
            runs.set(oldest, steps);
            oldest = (oldest + 1) % MOST;
        }
    }

    /** One of them; not to be written. */
    int[] any(SplittableRandom random) {
        return runs.get(random.nextInt(runs.size()));
    }
}

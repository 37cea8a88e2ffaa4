package dev.fracas.checkers.hunt;

import dev.fracas.model.Step;
import dev.fracas.model.TransitionSystem;
import java.util.Arrays;

/**
 * Where one run after another goes: the pairs of places that are new to the hunt, and a digest of
 * the way that each core took through its program. Belongs to one thread.
 */
final class RunCoverage {
    private final TransitionSystem system;
    private final int cores;

    /** Of all runs of earlier batches; only read. */
    private final Places known;

    private final Places mine;
    private int[] fresh = new int[256];
    private int freshCount;
    private int stepsToLast;
    private final int[] pcs;
    private final long[] ways;

    RunCoverage(TransitionSystem system, Places known) {
        this.system = system;
        this.cores = system.movers();
        this.known = known;
        this.mine = new Places(system);
        this.pcs = new int[cores];
        this.ways = new long[cores];
    }

    void begin(long[] state) {
        for (int i = 0; i < freshCount; i++) {
            mine.remove(fresh[i]);
        }
        freshCount = 0;
        stepsToLast = 0;
        Arrays.fill(ways, 0);
        for (int core = 0; core < cores; core++) {
            pcs[core] = system.placeOf(state, 0, core);
        }
        for (int core = 0; core < cores; core++) {
            notePlace(core, 0);
        }
    }

    /** A step led to the state. */
    void stepped(int step, long[] state, int steps) {
        if (Step.kindOf(step) != Step.Kind.INSTRUCTION) {
            return;
        }
        int core = Step.coreOf(step);
        int pc = system.placeOf(state, 0, core);
        pcs[core] = pc;
        ways[core] = Seeds.mixed(ways[core] + pc + 1);
        notePlace(core, steps);
    }

    private void notePlace(int core, int steps) {
        for (int other = 0; other < cores; other++) {
            if (other != core) {
                note(known.pair(core, pcs[core], other, pcs[other]), steps);
            }
        }
    }

    private void note(int pair, int steps) {
        if (!known.has(pair) && mine.add(pair)) {
            if (freshCount == fresh.length) {
                fresh = Arrays.copyOf(fresh, freshCount * 2);
            }
            fresh[freshCount++] = pair;
            stepsToLast = steps;
        }
    }

    /** The pairs of places that no run of an earlier batch had, in the order found. */
    int[] fresh() {
        return Arrays.copyOf(fresh, freshCount);
    }

    /** How many steps it took to the last of them. */
    int stepsToLast() {
        return stepsToLast;
    }

    /**
     * The same for two runs in which every core executed the same instructions in the same order.
     */
    long behaviour() {
        long digest = 0;
        for (long way : ways) {
            digest = Seeds.mixed(digest * 31 + way);
        }
        return digest;
    }
}

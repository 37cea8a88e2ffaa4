package dev.fracas.checkers.hunt;

import dev.fracas.model.TransitionSystem;

/**
 * The pairs of places that runs have brought two cores to, a place being the instruction that a
 * core is about to execute. This is the abstract state that coverage is measured by: exact, of a
 * fixed size, and what a race is usually about. One bit each.
 */
final class Places {
    private final int[] pcs;

    /** For cores {@code a < b}, where their pairs begin. */
    private final int[][] base;

    private final long[] seen;
    private int count;

    Places(TransitionSystem system) {
        int cores = system.movers();
        pcs = new int[cores];
        base = new int[cores][cores];
        for (int core = 0; core < cores; core++) {
            pcs[core] = system.places(core);
        }
        int bits = 0;
        for (int a = 0; a < cores; a++) {
            for (int b = a + 1; b < cores; b++) {
                base[a][b] = bits;
                bits = Math.addExact(bits, Math.multiplyExact(pcs[a], pcs[b]));
            }
        }
        seen = new long[(bits >> 6) + 1];
    }

    /** The number of a pair of places of two cores. */
    int pair(int core, int pc, int other, int otherPc) {
        return core < other
                ? base[core][other] + pc * pcs[other] + otherPc
                : base[other][core] + otherPc * pcs[core] + pc;
    }

    boolean has(int pair) {
        return (seen[pair >> 6] >>> pair & 1) != 0;
    }

    /** Whether it is new. */
    boolean add(int pair) {
        if (has(pair)) {
            return false;
        }
        seen[pair >> 6] |= 1L << pair;
        count++;
        return true;
    }

    void remove(int pair) {
        if (has(pair)) {
            seen[pair >> 6] &= ~(1L << pair);
            count--;
        }
    }

    /** How many pairs there are. */
    int count() {
        return count;
    }
}

package dev.fracas.checkers.hunt;

import java.util.Arrays;

/**
 * The last states of a run, and where each of them occurred before. Whole states are compared, so
 * that no hash collision closes a cycle that is open. Allocates nothing after construction.
 */
final class Recurrence {
    /** States remembered, and so the longest cycle that can be found. */
    static final int WINDOW = 1 << 12;

    private static final int BUCKETS = WINDOW * 2;

    private final int words;
    private final long[] states;

    /** For each state of the window, the one before it in the same bucket. */
    private final int[] earlier = new int[WINDOW];

    private final int[] latest = new int[BUCKETS];

    Recurrence(int words) {
        this.words = words;
        this.states = new long[WINDOW * words];
    }

    void begin() {
        Arrays.fill(latest, -1);
    }

    /** Remembers the state after that many steps; to be called for each number in turn. */
    void add(long[] state, long hash, int after) {
        int slot = after & (WINDOW - 1);
        int bucket = (int) hash & (BUCKETS - 1);
        earlier[slot] = latest[bucket];
        latest[bucket] = after;
        System.arraycopy(state, 0, states, slot * words, words);
    }

    /**
     * The last occurrence of a state after more than {@code after} and at most {@code most} steps,
     * or -1. The state itself need not have been added yet.
     */
    int occurrence(long[] state, long hash, int after, int most, int now) {
        int oldest = Math.max(after + 1, now - WINDOW + 1);
        int at = latest[(int) hash & (BUCKETS - 1)];
        while (at >= oldest) {
            int slot = at & (WINDOW - 1);
            int from = slot * words;
            if (at <= most && Arrays.equals(state, 0, words, states, from, from + words)) {
                return at;
            }
            at = earlier[slot];
        }
        return -1;
    }
}

package dev.fracas.model;

import java.util.Arrays;

/**
 * A reusable buffer of successor states with the step that leads to each. One belongs to one
 * thread; nothing is allocated once it has grown to the largest number of successors of a state.
 */
public final class Successors {
    private final int words;
    private long[] states;
    private int[] steps;
    private int[] written;
    private int count;

    /**
     * @param words length of a state in {@code long}s
     */
    public Successors(int words) {
        this.words = words;
        this.states = new long[16 * words];
        this.steps = new int[16];
        this.written = new int[16];
    }

    public void clear() {
        count = 0;
    }

    public int count() {
        return count;
    }

    /** The packed states; successor {@code i} starts at {@link #at}. */
    public long[] states() {
        return states;
    }

    public int at(int i) {
        return i * words;
    }

    /** The code of the step to successor {@code i}. */
    public int step(int i) {
        return steps[i];
    }

    /** The location in memory that the step to successor {@code i} wrote, or -1. */
    public int written(int i) {
        return written[i];
    }

    /**
     * Copies a state into the next free place without counting it yet.
     *
     * @return where it starts in {@link #states}, which may have been replaced by a larger array
     */
    public int draft(long[] from, int at) {
        int to = count * words;
        if (to + words > states.length) {
            states = Arrays.copyOf(states, states.length * 2);
            steps = Arrays.copyOf(steps, steps.length * 2);
            written = Arrays.copyOf(written, written.length * 2);
        }
        for (int w = 0; w < words; w++) {
            states[to + w] = from[at + w];
        }
        return to;
    }

    /** Counts the draft as a successor. */
    public void commit(int step, int writtenLocation) {
        steps[count] = step;
        written[count] = writtenLocation;
        count++;
    }
}

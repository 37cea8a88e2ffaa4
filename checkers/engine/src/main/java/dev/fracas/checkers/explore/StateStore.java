package dev.fracas.checkers.explore;

import dev.fracas.model.state.StateLayout;
import java.util.Arrays;

/**
 * The visited set of one worker: whole states, so that no hash collision can hide one. States are
 * appended to chunks in the order in which they are found, so that the store is the queue of a
 * breadth-first search too; beside them lies an open-addressing index of one {@code int} per slot:
 * the state's number in its low bits, and in the bits that the number does not need a tag of its
 * hash, which spares most comparisons. Numbers are local to the store and start at 0.
 *
 * <p>Not safe for use by several threads.
 */
final class StateStore {
    private static final int MIN_INDEX_BITS = 10;
    private static final int MAX_INDEX_BITS = 30;

    private final int words;
    private final int chunkBits;
    private final int chunkMask;
    private long[][] chunks = new long[8][];
    private int chunkCount;
    private int size;
    private int[] index;
    private int indexBits;

    /** Keeps reads that only warm the cache from being optimised away. */
    private long warmed;

    StateStore(StateLayout layout) {
        this.words = layout.words();
        // about 32 KiB a chunk: little is wasted on a small space
        this.chunkBits = Math.max(4, 12 - (32 - Integer.numberOfLeadingZeros(words - 1)));
        this.chunkMask = (1 << chunkBits) - 1;
        this.indexBits = MIN_INDEX_BITS;
        this.index = new int[1 << indexBits];
    }

    /** Number of states. */
    int size() {
        return size;
    }

    /** Bytes that the states and their index occupy. */
    long bytes() {
        return (long) chunkCount * words * 8 * (chunkMask + 1) + 4L * index.length;
    }

    long[] chunk(int state) {
        return chunks[state >>> chunkBits];
    }

    int offset(int state) {
        return (state & chunkMask) * words;
    }

    /** A hash of a state: every bit of it depends on every bit of the state. */
    static long hash(long[] states, int at, int words) {
        long h = 0x9E3779B97F4A7C15L;
        for (int w = 0; w < words; w++) {
            h = (h ^ states[at + w]) * 0xD6E8FEB86659FD93L;
            h ^= h >>> 32;
        }
        h *= 0xD6E8FEB86659FD93L;
        return h ^ (h >>> 29);
    }

    /**
     * Inserts {@code count} rows, each a hash and then a state; those that are new are appended.
     * Looks at all index slots, then at all states that they name, before it decides anything, so
     * that the cache misses of a batch overlap.
     */
    void insert(long[] rows, int count) {
        ensureRoom(count);
        int row = words + 1;
        int slotMask = index.length - 1;
        int numberMask = (1 << indexBits) - 1;
        long touched = 0;
        for (int i = 0; i < count; i++) {
            touched += index[(int) rows[i * row] & slotMask];
        }
        for (int i = 0; i < count; i++) {
            long hash = rows[i * row];
            int entry = index[(int) hash & slotMask];
            if (entry != 0 && ((entry ^ tag(hash)) & ~numberMask) == 0) {
                int state = (entry & numberMask) - 1;
                touched += chunks[state >>> chunkBits][(state & chunkMask) * words];
            }
        }
        warmed = touched;
        for (int i = 0; i < count; i++) {
            insertOne(rows, i * row, slotMask, numberMask);
        }
    }

    private void insertOne(long[] rows, int at, int slotMask, int numberMask) {
        long hash = rows[at];
        int tag = tag(hash) & ~numberMask;
        int slot = (int) hash & slotMask;
        while (true) {
            int entry = index[slot];
            if (entry == 0) {
                index[slot] = tag | (append(rows, at + 1) + 1);
                return;
            }
            if ((entry & ~numberMask) == tag && same((entry & numberMask) - 1, rows, at + 1)) {
                return;
            }
            slot = (slot + 1) & slotMask;
        }
    }

    /** The number of a state, or -1 when it is not in the store. */
    int find(long hash, long[] states, int at) {
        int slotMask = index.length - 1;
        int numberMask = (1 << indexBits) - 1;
        int tag = tag(hash) & ~numberMask;
        int slot = (int) hash & slotMask;
        while (true) {
            int entry = index[slot];
            if (entry == 0) {
                return -1;
            }
            int state = (entry & numberMask) - 1;
            if ((entry & ~numberMask) == tag && same(state, states, at)) {
                return state;
            }
            slot = (slot + 1) & slotMask;
        }
    }

    private static int tag(long hash) {
        return (int) (hash >>> 24);
    }

    private boolean same(int state, long[] states, int at) {
        long[] chunk = chunks[state >>> chunkBits];
        int offset = (state & chunkMask) * words;
        for (int w = 0; w < words; w++) {
            if (chunk[offset + w] != states[at + w]) {
                return false;
            }
        }
        return true;
    }

    private int append(long[] states, int at) {
        int state = size;
        int number = state >>> chunkBits;
        if (number == chunkCount) {
            if (number == chunks.length) {
                chunks = Arrays.copyOf(chunks, chunks.length * 2);
            }
            chunks[number] = new long[words << chunkBits];
            chunkCount++;
        }
        System.arraycopy(states, at, chunks[number], (state & chunkMask) * words, words);
        size++;
        return state;
    }

    private void ensureRoom(int more) {
        int bits = indexBits;
        while (4L * (size + (long) more) > 3L * (1L << bits)) {
            bits++;
        }
        if (bits == indexBits) {
            return;
        }
        if (bits > MAX_INDEX_BITS) {
            throw new IllegalStateException("more than 805 million states in one worker's store");
        }
        // should the heap be full, the store stays as it is
        index = new int[1 << bits];
        indexBits = bits;
        int slotMask = index.length - 1;
        for (int state = 0; state < size; state++) {
            long hash = hash(chunk(state), offset(state), words);
            int slot = (int) hash & slotMask;
            while (index[slot] != 0) {
                slot = (slot + 1) & slotMask;
            }
            index[slot] = (tag(hash) & -(1 << bits)) | (state + 1);
        }
    }

    /** Only read so that the warming reads count as used. */
    long warmed() {
        return warmed;
    }
}

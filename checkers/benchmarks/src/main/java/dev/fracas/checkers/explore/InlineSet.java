package dev.fracas.checkers.explore;

import java.util.Arrays;

/**
 * The other shape of a visited set: states lie in the slots of one open-addressing table. Grows by
 * doubling at the load at which {@link StateStore}'s index does, and inserts in batches like it, so
 * that only the shape differs. It keeps no order: a search would need a queue of states beside it.
 */
public final class InlineSet {
    private static final int MIN_BITS = 10;

    private final int words;
    private long[] table;
    private int slotBits = MIN_BITS;
    private int size;
    private boolean hasZero;
    private long warmed;

    public InlineSet(int words) {
        this.words = words;
        this.table = new long[words << slotBits];
    }

    public int size() {
        return size;
    }

    public long bytes() {
        return 8L * table.length;
    }

    /** Inserts {@code count} rows, each a hash and then a state. */
    public void insert(long[] rows, int count) {
        ensureRoom(count);
        int row = words + 1;
        int slotMask = (1 << slotBits) - 1;
        long touched = 0;
        for (int i = 0; i < count; i++) {
            touched += table[((int) rows[i * row] & slotMask) * words];
        }
        warmed = touched;
        for (int i = 0; i < count; i++) {
            insertOne(rows[i * row], rows, i * row + 1, slotMask);
        }
    }

    private void insertOne(long hash, long[] states, int at, int slotMask) {
        if (isZero(states, at)) {
            size += hasZero ? 0 : 1;
            hasZero = true;
            return;
        }
        int slot = (int) hash & slotMask;
        while (!isZero(table, slot * words)) {
            int to = slot * words;
            if (Arrays.equals(table, to, to + words, states, at, at + words)) {
                return;
            }
            slot = (slot + 1) & slotMask;
        }
        System.arraycopy(states, at, table, slot * words, words);
        size++;
    }

    /** An empty slot is all 0; the state that is all 0 is remembered apart. */
    private boolean isZero(long[] states, int at) {
        for (int w = 0; w < words; w++) {
            if (states[at + w] != 0) {
                return false;
            }
        }
        return true;
    }

    private void ensureRoom(int more) {
        int bits = slotBits;
        while (4L * (size + (long) more) > 3L * (1L << bits)) {
            bits++;
        }
        if (bits == slotBits) {
            return;
        }
        long[] old = table;
        slotBits = bits;
        table = new long[Math.multiplyExact(words, 1 << bits)];
        int slotMask = (1 << bits) - 1;
        for (int from = 0; from < old.length; from += words) {
            if (!isZero(old, from)) {
                int slot = (int) StateStore.hash(old, from, words) & slotMask;
                while (!isZero(table, slot * words)) {
                    slot = (slot + 1) & slotMask;
                }
                System.arraycopy(old, from, table, slot * words, words);
            }
        }
    }

    /** Only read so that the warming reads count as used. */
    public long warmed() {
        return warmed;
    }
}

package dev.fracas.model.state;

/**
 * Some bits of a packed state: {@code bits} bits from bit {@code shift} of word {@code word}. A
 * field never crosses a word.
 */
public record Field(String name, int word, int shift, int bits) {
    public long mask() {
        return -1L >>> (64 - bits);
    }

    public long get(long[] states, int at) {
        return (states[at + word] >>> shift) & mask();
    }

    /** Stores {@code value}, which must fit. */
    public void set(long[] states, int at, long value) {
        long placed = mask() << shift;
        states[at + word] = (states[at + word] & ~placed) | (value << shift);
    }

    /** Stores {@code value}, which must fit, into bits that are 0. */
    public void put(long[] states, int at, long value) {
        states[at + word] |= value << shift;
    }
}

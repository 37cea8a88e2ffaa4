package dev.fracas.model.program;

/**
 * An array of words in shared memory.
 *
 * @param name unique in a machine
 * @param length number of elements, at least 1
 * @param bits width of an element, 1 to 64; stores are cut to it, as a register of that width wraps
 * @param initial value of every element at the start
 * @param line name of the cache line; element {@code i} of every array of the same line lies in the
 *     same 64-byte line {@code i}, as the members of one structure do
 * @param home whose memory holds it
 * @param ghost seen by properties only: not in memory, ordered by no memory model, free of cost
 */
public record WordArray(
        String name, int length, int bits, long initial, String line, Home home, boolean ghost) {

    /** Whose memory a word lies in, where the hardware model gives each kernel its own. */
    public enum Home {
        /** The origin kernel's: x86's. */
        ORIGIN,
        /**
         * Element {@code i} lies in the memory of core {@code i}'s kernel, as per-CPU data does.
         */
        PER_CORE
    }

    public WordArray {
        if (length < 1 || bits < 1 || bits > 64) {
            throw new IllegalArgumentException(
                    name + ": need 1 word or more of 1 to 64 bits, got " + length + " of " + bits);
        }
        if ((initial & mask(bits)) != initial) {
            throw new IllegalArgumentException(
                    name + ": " + initial + " needs more bits than " + bits);
        }
    }

    public static WordArray named(String name, int length) {
        return new WordArray(name, length, 64, 0, name, Home.ORIGIN, false);
    }

    /** An array that only properties see. */
    public static WordArray ghost(String name, int length, int bits) {
        return new WordArray(name, length, bits, 0, name, Home.ORIGIN, true);
    }

    public WordArray bits(int width) {
        return new WordArray(name, length, width, initial, line, home, ghost);
    }

    public WordArray initially(long value) {
        return new WordArray(name, length, bits, value, line, home, ghost);
    }

    public WordArray inLine(String lineName) {
        return new WordArray(name, length, bits, initial, lineName, home, ghost);
    }

    public WordArray perCore() {
        return new WordArray(name, length, bits, initial, line, Home.PER_CORE, ghost);
    }

    public Address at(Value index) {
        return new Address(this, index, 0, bits, "");
    }

    public Address at(int index) {
        return at(Value.constant(index));
    }

    /** A mask of {@code bits} ones, 1 to 64. */
    public static long mask(int bits) {
        return -1L >>> (64 - bits);
    }

    /** The number of bits that hold the values 0 to {@code max}; at least 1. */
    public static int bitsFor(long max) {
        return Math.max(1, 64 - Long.numberOfLeadingZeros(max));
    }
}

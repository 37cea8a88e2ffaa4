package dev.fracas.model.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An array of words in shared memory.
 *
 * @param name unique in a machine
 * @param length number of elements, at least 1
 * @param bits width of an element, 1 to 64; stores are cut to it, as a register of that width wraps
 * @param initials value of each element at the start
 * @param line name of the cache line; element {@code i} of every array of the same line lies in the
 *     same 64-byte line {@code i}, as the members of one structure do
 * @param home whose memory holds it
 * @param remoteFrom the first of the elements at the end that lie in the remote kernel's memory,
 *     whatever {@code home} says
 * @param ghost seen by properties only: not in memory, ordered by no memory model, free of cost
 */
public record WordArray(
        String name,
        int length,
        int bits,
        List<Long> initials,
        String line,
        Home home,
        int remoteFrom,
        boolean ghost) {
    /** No element lies with the remote kernel. */
    private static final int NONE = Integer.MAX_VALUE;

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
        initials = List.copyOf(initials);
        if (initials.size() != length) {
            throw new IllegalArgumentException(
                    name + ": " + initials.size() + " initial values for " + length + " words");
        }
        for (long initial : initials) {
            if ((initial & mask(bits)) != initial) {
                throw new IllegalArgumentException(
                        name + ": " + initial + " needs more bits than " + bits);
            }
        }
    }

    public static WordArray named(String name, int length) {
        return new WordArray(name, length, 64, zeros(length), name, Home.ORIGIN, NONE, false);
    }

    /** An array that only properties see. */
    public static WordArray ghost(String name, int length, int bits) {
        return new WordArray(name, length, bits, zeros(length), name, Home.ORIGIN, NONE, true);
    }

    private static List<Long> zeros(int length) {
        return Collections.nCopies(Math.max(0, length), 0L);
    }

    /** The value of an element at the start. */
    public long initial(int index) {
        return initials.get(index);
    }

    public WordArray bits(int width) {
        return new WordArray(name, length, width, initials, line, home, remoteFrom, ghost);
    }

    /** Every element holds that value at the start. */
    public WordArray initially(long value) {
        List<Long> all = Collections.nCopies(length, value);
        return new WordArray(name, length, bits, all, line, home, remoteFrom, ghost);
    }

    /** One element holds that value at the start. */
    public WordArray initially(int index, long value) {
        List<Long> all = new ArrayList<>(initials);
        all.set(index, value);
        return new WordArray(name, length, bits, all, line, home, remoteFrom, ghost);
    }

    public WordArray inLine(String lineName) {
        return new WordArray(name, length, bits, initials, lineName, home, remoteFrom, ghost);
    }

    public WordArray perCore() {
        return new WordArray(name, length, bits, initials, line, Home.PER_CORE, remoteFrom, ghost);
    }

    /** The elements from that one on lie in the remote kernel's memory: Arm's. */
    public WordArray remoteFrom(int index) {
        return new WordArray(name, length, bits, initials, line, home, index, ghost);
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

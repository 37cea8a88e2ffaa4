package dev.fracas.model;

/**
 * The label of a transition: who moved, how, and what was chosen. On the hot path a step is the
 * {@code int} {@link #code}.
 *
 * @param core the core that moved, or that the hardware moved for; 0 to 15. A system without cores
 *     numbers here whatever moves in it
 * @param kind what moved
 * @param choice the value chosen, or which of several interrupts was delivered or taken; 0 where
 *     nothing is to choose; 0 to 2^20-1
 */
public record Step(int core, Kind kind, int choice) {
    /** What moved. */
    public enum Kind {
        /** An instruction was executed. */
        INSTRUCTION,
        /** An {@code await} looked and found its test false: the state stays as it is. */
        SPIN,
        /** The core's memory system took a step by itself, such as the flush of a store buffer. */
        MEMORY,
        /** An inter-processor interrupt in flight became pending on the core. */
        DELIVER
    }

    /** How many cores a step can tell apart. */
    public static final int CORES = 16;

    private static final Kind[] KINDS = Kind.values();

    public static int code(int core, Kind kind, int choice) {
        assert core >= 0 && core < CORES : core;
        return choice << 8 | kind.ordinal() << 4 | core;
    }

    public static Step of(int code) {
        return new Step(coreOf(code), kindOf(code), code >>> 8);
    }

    public static int coreOf(int code) {
        return code & 15;
    }

    public static Kind kindOf(int code) {
        return KINDS[kindNumber(code)];
    }

    public static int choiceOf(int code) {
        return code >>> 8;
    }

    public static boolean isSpin(int code) {
        return kindNumber(code) == Kind.SPIN.ordinal();
    }

    /** The number of the kind, from 0. */
    public static int kindNumber(int code) {
        return code >> 4 & 15;
    }

    public int code() {
        return code(core, kind, choice);
    }
}

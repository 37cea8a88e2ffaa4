package dev.fracas.spec.hardware;

import dev.fracas.spec.Isa;

/**
 * Every number that an estimate is made of, in cycles. One cycle is one cycle on either side: the
 * paper keeps both instruction counters "at a similar rate" (section 8.1) and does not convert
 * between the cores' clocks.
 *
 * @param x86 latencies of the x86 cores
 * @param arm latencies of the Arm cores
 * @param instruction an instruction by itself, without what its memory access takes
 * @param snoop a snoop across the bus between the groups of cores, besides the data that it brings
 * @param interrupt an inter-processor interrupt, from the send to its being pending on the receiver
 */
public record LatencyTable(
        CoreLatencies x86, CoreLatencies arm, int instruction, int snoop, int interrupt) {

    /**
     * One cycle for each instruction: the paper models core performance "with a fixed non-memory
     * IPC" (section 7.3), and the released plugin, {@code cache-sim-feedback.c}, counts 1 for each.
     */
    public static final int INSTRUCTION = 1;

    /**
     * 70 cycles for each snoop, invalidating or not. The paper adds "the simulated CXL snooping
     * overhead" (sections 7.3 and 8.1) without a number; this is what the released plugin, {@code
     * cache-sim-feedback.c}, charges on both sides.
     */
    public static final int SNOOP = 70;

    /**
     * 2000 cycles for an interrupt. The paper measured about 2 us between the cores of the large
     * machines and simulates that (sections 8.2 and 9.1.1); the released plugin, {@code
     * cache-sim-feedback.c}, charges it as 2000 cycles, so that a cycle is a nanosecond. At the 2.0
     * and 2.1 GHz of the machines in Table 1 the same time would be about 4000 cycles.
     */
    public static final int INTERRUPT = 2000;

    public LatencyTable {
        if (x86.isa() != Isa.X86_64 || arm.isa() != Isa.AARCH64) {
            throw new IllegalArgumentException(
                    "expected an x86 and an Arm core, got " + x86.core() + " and " + arm.core());
        }
        if (instruction < 0 || snoop < 0 || interrupt < 0) {
            throw new IllegalArgumentException("costs are 0 cycles or more");
        }
    }

    /** The table of a pair of cores, with the costs above. */
    public static LatencyTable of(CorePair pair) {
        return new LatencyTable(
                pair.of(Isa.X86_64), pair.of(Isa.AARCH64), INSTRUCTION, SNOOP, INTERRUPT);
    }

    /** The latencies of the cores of that architecture. */
    public CoreLatencies of(Isa isa) {
        return isa == Isa.X86_64 ? x86 : arm;
    }

    /** The same table with other x86 cores. */
    public LatencyTable withX86(CoreLatencies other) {
        return new LatencyTable(other, arm, instruction, snoop, interrupt);
    }

    /** The same table with other Arm cores. */
    public LatencyTable withArm(CoreLatencies other) {
        return new LatencyTable(x86, other, instruction, snoop, interrupt);
    }
}

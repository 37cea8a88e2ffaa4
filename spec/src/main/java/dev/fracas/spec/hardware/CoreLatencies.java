package dev.fracas.spec.hardware;

import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.source;

import dev.fracas.spec.Isa;
import dev.fracas.spec.Source;
import java.util.OptionalInt;

/**
 * How long one kind of core waits for data, by the level that serves it: a row of the paper's Table
 * 2. All in cycles of that core; an access pays the level that serves it and not those that it
 * missed.
 *
 * @param core what the paper calls the core
 * @param isa its architecture
 * @param l1 a hit in the first-level cache
 * @param l2 a hit in the second-level cache
 * @param l3 a hit in the third-level cache; empty where the core has none
 * @param memory local memory
 * @param remoteMemory memory of the other group, or in the CXL pool
 */
public record CoreLatencies(
        String core, Isa isa, int l1, int l2, OptionalInt l3, int memory, int remoteMemory) {

    /** Where the rows come from. */
    public static final Source SOURCE = source(PAPER, "Table 2");

    /** Arm Cortex-A72, 4/9/*&#47;300/780: no third level. Paper, Table 2. */
    public static final CoreLatencies CORTEX_A72 =
            new CoreLatencies("Cortex-A72", Isa.AARCH64, 4, 9, OptionalInt.empty(), 300, 780);

    /** Cavium ThunderX2, 4/9/30/300/620. Paper, Table 2. */
    public static final CoreLatencies THUNDERX2 =
            new CoreLatencies("ThunderX2", Isa.AARCH64, 4, 9, OptionalInt.of(30), 300, 620);

    /** Intel Xeon E5-2620, 4/12/38/300/640. Paper, Table 2. */
    public static final CoreLatencies E5_2620 =
            new CoreLatencies("E5-2620", Isa.X86_64, 4, 12, OptionalInt.of(38), 300, 640);

    /** Intel Xeon Gold, 4/14/50/300/640. Paper, Table 2. */
    public static final CoreLatencies XEON_GOLD =
            new CoreLatencies("Xeon Gold", Isa.X86_64, 4, 14, OptionalInt.of(50), 300, 640);

    public CoreLatencies {
        if (l1 < 0 || l2 < 0 || l3.orElse(0) < 0 || memory < 0 || remoteMemory < 0) {
            throw new IllegalArgumentException(core + ": latencies are 0 cycles or more");
        }
    }

    /** A hit in the last-level cache: the third level, or the second where there is no third. */
    public int lastLevel() {
        return l3.orElse(l2);
    }

    /** The same core with another remote memory, in cycles. */
    public CoreLatencies withRemoteMemory(int cycles) {
        return new CoreLatencies(core, isa, l1, l2, l3, memory, cycles);
    }
}

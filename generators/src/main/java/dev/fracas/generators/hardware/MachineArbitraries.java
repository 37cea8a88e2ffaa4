package dev.fracas.generators.hardware;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.spec.Isa;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** The parts of a machine. */
public final class MachineArbitraries {
    private MachineArbitraries() {}

    /**
     * One core to as many as that, of either ISA; half of them have two or three. They shrink
     * toward one x86 core.
     *
     * @param most 1 to {@link Machine#MAX_CORES}
     */
    public static Arbitrary<List<Isa>> cores(int most) {
        Arbitrary<Isa> isa = Arbitraries.of(Isa.X86_64, Isa.AARCH64);
        if (most < 3) {
            return upTo(most, isa);
        }
        return Arbitraries.frequencyOf(
                        Tuple.of(1, upTo(most, isa)),
                        Tuple.of(1, isa.list().ofMinSize(2).ofMaxSize(3)))
                .withoutEdgeCases();
    }

    private static Arbitrary<List<Isa>> upTo(int most, Arbitrary<Isa> isa) {
        return isa.list()
                .ofMinSize(1)
                .ofMaxSize(most)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /**
     * Sequential consistency in one of four, else TSO; half of the store buffers have one or two
     * entries, the others up to eight. They shrink toward sequential consistency.
     */
    public static Arbitrary<Memory> memories() {
        return Arbitraries.frequencyOf(
                        Tuple.of(2, Arbitraries.just(0)),
                        Tuple.of(3, Arbitraries.of(1, 2)),
                        Tuple.of(3, Arbitraries.of(1, 2, 3, 4, 5, 6, 7, 8)))
                .map(Memory::ofRecordedDepth)
                .withoutEdgeCases();
    }

    /** The three readings of load- and store-exclusive; they shrink toward the architectural. */
    public static Arbitrary<Exclusives> exclusives() {
        return Arbitraries.of(Exclusives.class);
    }

    /** Everything of a machine but what it runs; they shrink part by part. */
    public static Arbitrary<HardwareConfiguration> configurations(int mostCores) {
        return Combinators.combine(
                        cores(mostCores),
                        memories(),
                        exclusives(),
                        Arbitraries.of(HardwareModel.class),
                        Arbitraries.of(CorePair.class))
                .as(HardwareConfiguration::new);
    }
}

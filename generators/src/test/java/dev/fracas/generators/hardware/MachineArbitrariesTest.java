package dev.fracas.generators.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.generators.Shrunk;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.spec.Isa;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class MachineArbitrariesTest {
    @Property(seed = "1", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void machinesReachTheCorners(@ForAll("configurations") HardwareConfiguration hardware) {
        Statistics.label("cores")
                .collect(hardware.cores().size())
                .coverage(c -> {
                    for (int cores = 1; cores <= Machine.MAX_CORES; cores++) {
                        c.check(cores).percentage(p -> p > 2);
                    }
                });
        Statistics.label("both ISAs")
                .collect(Set.copyOf(hardware.cores()).size() == 2)
                .coverage(c -> c.check(true).percentage(p -> p > 40));
        Statistics.label("store buffer")
                .collect(hardware.memory().recordedDepth().orElseThrow())
                .coverage(c -> {
                    for (int entries = 0; entries <= 8; entries++) {
                        c.check(entries).percentage(p -> p > 1);
                    }
                });
        Statistics.label("exclusives")
                .collect(hardware.exclusives())
                .coverage(c -> {
                    for (Exclusives each : Exclusives.values()) {
                        c.check(each).percentage(p -> p > 20);
                    }
                });
        Statistics.label("model")
                .collect(hardware.model())
                .coverage(c -> {
                    for (HardwareModel each : HardwareModel.values()) {
                        c.check(each).percentage(p -> p > 20);
                    }
                });
    }

    @Example
    void machinesShrinkToOneX86CoreWithoutStoreBuffers() {
        assertThat(Shrunk.of(configurations(), hardware -> true))
                .isEqualTo(
                        new HardwareConfiguration(
                                List.of(Isa.X86_64),
                                Memory.sequentialConsistency(),
                                Exclusives.ARCHITECTURAL,
                                HardwareModel.SEPARATED,
                                CorePair.BIG));
        assertThat(
                        Shrunk.of(
                                        configurations(),
                                        hardware ->
                                                hardware.cores().contains(Isa.AARCH64)
                                                        && hardware.memory()
                                                                        .recordedDepth()
                                                                        .orElseThrow()
                                                                > 1)
                                .memory())
                .isEqualTo(Memory.totalStoreOrder(2));
    }

    @Provide
    Arbitrary<HardwareConfiguration> configurations() {
        return MachineArbitraries.configurations(Machine.MAX_CORES);
    }
}

package dev.fracas.spec.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.spec.Isa;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The numbers on record are those of the paper. */
class LatencyTableTest {
    @Test
    void coresAreThoseOfTableTwo() {
        String table =
                Stream.of(
                                CoreLatencies.CORTEX_A72,
                                CoreLatencies.THUNDERX2,
                                CoreLatencies.E5_2620,
                                CoreLatencies.XEON_GOLD)
                        .map(LatencyTableTest::row)
                        .collect(Collectors.joining("\n"));
        assertThat(table)
                .isEqualTo(
                        """
                        Cortex-A72 4/9/*/300/780
                        ThunderX2 4/9/30/300/620
                        E5-2620 4/12/38/300/640
                        Xeon Gold 4/14/50/300/640\
                        """);
    }

    @Test
    void theDefaultPairIsTheOneOfTheExperiments() {
        assertThat(CorePair.DEFAULT).hasToString("Xeon Gold and ThunderX2");
        assertThat(CorePair.named("small")).hasToString("E5-2620 and Cortex-A72");
    }

    @Test
    void aCoreWithoutThirdLevelHasItsSecondAsLast() {
        assertThat(CoreLatencies.CORTEX_A72.lastLevel()).isEqualTo(9);
        assertThat(CoreLatencies.THUNDERX2.lastLevel()).isEqualTo(30);
    }

    @Test
    void separatedMemoryIsRemoteToTheOtherKernelOnly() {
        assertThat(HardwareModel.SEPARATED.isRemote(Isa.X86_64, Isa.X86_64)).isFalse();
        assertThat(HardwareModel.SEPARATED.isRemote(Isa.AARCH64, Isa.X86_64)).isTrue();
        assertThat(HardwareModel.SHARED.isRemote(Isa.X86_64, Isa.X86_64)).isTrue();
        assertThat(HardwareModel.FULLY_SHARED.isRemote(Isa.AARCH64, Isa.X86_64)).isFalse();
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThat(HardwareModel.named("fully-shared")).isEqualTo(HardwareModel.FULLY_SHARED);
        assertThatThrownBy(() -> HardwareModel.named("numa"))
                .hasMessage(
                        "unknown hardware model 'numa': expected one of separated, shared,"
                                + " fully-shared");
        assertThatThrownBy(() -> CorePair.named("huge"))
                .hasMessage("unknown pair of cores 'huge': expected one of big, small");
    }

    @Test
    void aTableHasACoreOfEachArchitecture() {
        LatencyTable table = LatencyTable.of(CorePair.BIG);
        assertThatThrownBy(() -> table.withArm(CoreLatencies.XEON_GOLD))
                .hasMessage("expected an x86 and an Arm core, got Xeon Gold and Xeon Gold");
    }

    private static String row(CoreLatencies core) {
        String l3 = core.l3().isPresent() ? "" + core.l3().getAsInt() : "*";
        return "%s %d/%d/%s/%d/%d"
                .formatted(
                        core.core(), core.l1(), core.l2(), l3, core.memory(), core.remoteMemory());
    }
}

package dev.fracas.model.pagetable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharedDirectMapTest {
    private static final long GIB = 1L << 30;

    /** First and last shared page of each part, and something between. */
    private static final List<Long> X86_PHYSICAL =
            List.of(0L, 0x1234_5000L, 3 * GIB - 0x1000, 4 * GIB, 0x1_2345_6000L, 9 * GIB - 0x1000);

    @Test
    void oneKernelAddressIsTheSameMemoryForBothKernels() {
        for (long physical : X86_PHYSICAL) {
            long address = SharedDirectMap.ofX86Physical(physical);
            assertThat(SharedDirectMap.x86Physical(address)).isEqualTo(physical);
            long armFrame = FrameNumbering.RELEASED.toArm(physical >> LeafFormat.PAGE_SHIFT);
            assertThat(SharedDirectMap.armPhysical(address) >> LeafFormat.PAGE_SHIFT)
                    .isEqualTo(armFrame);
            assertThat(SharedDirectMap.ofArmPhysical(SharedDirectMap.armPhysical(address)))
                    .isEqualTo(address);
        }
    }

    @Test
    void frameNumbersTranslateBothWays() {
        for (FrameNumbering numbering : FrameNumbering.values()) {
            for (long physical : X86_PHYSICAL) {
                long frame = physical >> LeafFormat.PAGE_SHIFT;
                assertThat(numbering.toX86(numbering.toArm(frame))).isEqualTo(frame);
            }
        }
    }

    @Test
    void theIoremapsBeginAndEndWhereX86HasTheSameMemory() {
        assertThat(SharedDirectMap.ofArmPhysical(0x4000_0000L)).isEqualTo(SharedDirectMap.BASE);
        assertThat(SharedDirectMap.armPhysical(SharedDirectMap.BASE + 0xc000_0000L - 1))
                .isEqualTo(0xffff_ffffL);
        // The second is rounded up to whole pages.
        assertThat(SharedDirectMap.armPhysical(SharedDirectMap.BASE + 9 * GIB - 1))
                .isEqualTo(9 * GIB - 1);
        assertThat(SharedDirectMap.BASE - SharedDirectMap.ARM_VMALLOC_START).isEqualTo(GIB);
    }

    @Test
    void theHoleBelowFourGibIsNobodysMemory() {
        assertThat(SharedDirectMap.isShared(SharedDirectMap.BASE + 3 * GIB)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedDirectMap.ofX86Physical(4 * GIB - 0x1000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedDirectMap.ofX86Physical(9 * GIB));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedDirectMap.ofArmPhysical(GIB - 0x1000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedDirectMap.armPhysical(SharedDirectMap.ARM_VMALLOC_START));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameNumbering.RELEASED.toArm(0xc0000))
                .withMessage("x86 has no memory at 0xc0000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameNumbering.RELEASED.toX86(0x3ffff))
                .withMessage("Arm has no memory at 0x3ffff000");
    }

    @Test
    void theReleasedOffsetAddedInTheHoleWouldMeetTheFrameAtFourGib() {
        long inTheHole = 0xc0000;
        assertThat(inTheHole + FrameNumbering.OFFSET)
                .isEqualTo(FrameNumbering.RELEASED.toArm(0x100000));
    }

    @Test
    void bothKernelsTranslateTheAddressesWithFourLevelsOnX86() {
        for (PagingMode mode : PagingMode.values()) {
            assertThat(mode.translates(SharedDirectMap.BASE)).isTrue();
        }
    }

    @Test
    void withFiveLevelsOnX86ArmHasNoSuchAddress() {
        assertThat(PagingMode.X86_5_LEVEL.translates(SharedDirectMap.FIVE_LEVEL_BASE)).isTrue();
        assertThat(PagingMode.ARM64_48_BIT.translates(SharedDirectMap.FIVE_LEVEL_BASE)).isFalse();
        assertThat(PagingMode.ARM64_52_BIT.translates(SharedDirectMap.FIVE_LEVEL_BASE)).isFalse();
    }
}

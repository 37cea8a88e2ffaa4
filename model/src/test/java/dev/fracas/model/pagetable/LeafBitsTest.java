package dev.fracas.model.pagetable;

import static dev.fracas.model.pagetable.Arm64Format.OA_48;
import static dev.fracas.model.pagetable.Leaf.Attribute.DIRTY;
import static dev.fracas.model.pagetable.Leaf.Attribute.SPECIAL;
import static dev.fracas.model.pagetable.Leaf.Attribute.USER;
import static dev.fracas.model.pagetable.Leaf.Attribute.WRITABLE;
import static dev.fracas.model.pagetable.Leaf.Attribute.YOUNG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.pagetable.Translation.PageFault;
import dev.fracas.model.pagetable.Translation.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How one and the same word reads in the two formats, bit by bit. */
class LeafBitsTest {
    private static final int NO_NAME = 0;

    /** What Arm's walker writes for an anonymous page that may be written. */
    private static final long ARM_WRITABLE =
            OA_48.encode(Leaf.present(Leaves.FOUR_GIB + 5, USER, WRITABLE, DIRTY, YOUNG));

    private static final long ARM_READ_ONLY =
            OA_48.encode(Leaf.present(Leaves.FOUR_GIB + 5, USER, YOUNG));

    /**
     * @param arm the bit in AArch64 format, {@link #NO_NAME} where it has none
     * @param x86 the bit in x86 format, {@link #NO_NAME} where software may use it
     * @param inWritable its value in a writable Arm leaf
     * @param inReadOnly its value in a read-only Arm leaf
     */
    private record Row(int bit, long arm, long x86, int inWritable, int inReadOnly) {}

    private static final List<Row> ROWS =
            List.of(
                    new Row(0, Arm64Format.VALID, X86Format.P, 1, 1),
                    new Row(1, Arm64Format.TABLE_OR_PAGE, X86Format.RW, 1, 1),
                    new Row(2, 1L << Arm64Format.ATTR_INDEX_SHIFT, X86Format.US, 0, 0),
                    new Row(3, 2L << Arm64Format.ATTR_INDEX_SHIFT, X86Format.PWT, 0, 0),
                    new Row(4, Arm64Format.NORMAL, X86Format.PCD, 1, 1),
                    new Row(5, Arm64Format.NS, X86Format.A, 0, 0),
                    new Row(6, Arm64Format.AP1_USER, X86Format.D, 1, 1),
                    new Row(7, Arm64Format.RDONLY, X86Format.PAT, 0, 1),
                    new Row(8, Arm64Format.INNER_SHAREABLE & 1L << 8, X86Format.G, 1, 1),
                    new Row(9, Arm64Format.INNER_SHAREABLE & 1L << 9, X86Format.SOFTW1, 1, 1),
                    new Row(10, Arm64Format.AF, X86Format.SOFTW2, 1, 1),
                    new Row(11, Arm64Format.NG, X86Format.SOFTW3, 1, 1),
                    new Row(51, Arm64Format.WRITE, X86Format.PFN_MASK & 1L << 51, 1, 0),
                    new Row(52, Arm64Format.CONT, NO_NAME, 0, 0),
                    new Row(53, Arm64Format.PXN, NO_NAME, 1, 1),
                    new Row(54, Arm64Format.UXN, NO_NAME, 1, 1),
                    new Row(55, Arm64Format.DIRTY_BIT, NO_NAME, 1, 0),
                    new Row(56, Arm64Format.SPECIAL_BIT, NO_NAME, 0, 0),
                    new Row(58, Arm64Format.PROT_NONE, X86Format.SOFTW4, 0, 0),
                    new Row(63, NO_NAME, X86Format.NX, 0, 0));

    @Test
    void bothFormatsHaveTheirBitsWhereTheTableSays() {
        for (Row row : ROWS) {
            assertThat(row.arm()).as("arm64 bit %d", row.bit()).isIn(0L, 1L << row.bit());
            assertThat(row.x86()).as("x86 bit %d", row.bit()).isIn(0L, 1L << row.bit());
        }
    }

    @Test
    void anArmLeafHasTheBitsOfTheTable() {
        for (Row row : ROWS) {
            assertThat(ARM_WRITABLE >>> row.bit() & 1)
                    .as("writable, bit %d", row.bit())
                    .isEqualTo(row.inWritable());
            assertThat(ARM_READ_ONLY >>> row.bit() & 1)
                    .as("read-only, bit %d", row.bit())
                    .isEqualTo(row.inReadOnly());
        }
    }

    @Test
    void x86TakesAReadOnlyArmLeafForAWritableDirtySpecialPageOfTheKernel() {
        Leaf asX86 = X86Format.XEON_GOLD.decode(ARM_READ_ONLY);
        assertThat(asX86).isEqualTo(Leaf.present(Leaves.FOUR_GIB + 5, WRITABLE, DIRTY, SPECIAL));
    }

    @Test
    void armsWriteBitBecomesBit39OfTheFrameNumberThatX86Reads() {
        assertThat(X86Format.XEON_GOLD.decode(ARM_WRITABLE).frame())
                .isEqualTo(1L << 39 | Leaves.FOUR_GIB + 5);
    }

    @Test
    void anX86UserAccessToAWritableArmLeafIsAReservedBitFault() {
        for (X86Format format : List.of(X86Format.XEON_GOLD, X86Format.QEMU, new X86Format(51))) {
            assertThat(new X86Mmu(format).translate(ARM_WRITABLE, UserAccess.READ))
                    .isEqualTo(new PageFault(Reason.RESERVED_BIT, 13, "#PF(P|U|RSVD)"));
        }
    }

    @Test
    void withAll52AddressBitsItIsASupervisorFaultInstead() {
        assertThat(new X86Mmu(new X86Format(52)).translate(ARM_WRITABLE, UserAccess.WRITE))
                .isEqualTo(new PageFault(Reason.SUPERVISOR_PAGE, 7, "#PF(P|W|U)"));
    }

    @Test
    void anX86UserAccessToAReadOnlyArmLeafIsASupervisorFault() {
        assertThat(new X86Mmu(X86Format.XEON_GOLD).translate(ARM_READ_ONLY, UserAccess.EXECUTE))
                .isEqualTo(new PageFault(Reason.SUPERVISOR_PAGE, 21, "#PF(P|U|I)"));
    }

    @Test
    void onlyTheMemoryTypeKeepsX86OutOfAReadOnlyArmLeaf() {
        // Linux 5.2 gives Device nGnRE index 1 and non-cacheable memory index 3: both odd.
        for (long odd : List.of(1L, 3L)) {
            long word =
                    (ARM_READ_ONLY & ~Arm64Format.NORMAL) | (odd << Arm64Format.ATTR_INDEX_SHIFT);
            assertThat(Leaves.allowed(new X86Mmu(X86Format.XEON_GOLD), word))
                    .containsExactlyInAnyOrder(UserAccess.values());
        }
    }

    @Test
    void frameNumbersOfTheTwoKernelsDifferByOneGibBelowFourAndNotAbove() {
        assertThat(FrameNumbering.RELEASED.toArm(5) - 5).isEqualTo(0x40000);
        assertThat(FrameNumbering.RELEASED.toArm(Leaves.FOUR_GIB + 5))
                .isEqualTo(Leaves.FOUR_GIB + 5);
    }
}

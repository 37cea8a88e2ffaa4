package dev.fracas.model.pagetable;

import static dev.fracas.model.pagetable.Arm64Format.OA_48;
import static dev.fracas.model.pagetable.Arm64Format.OA_52;
import static dev.fracas.model.pagetable.Leaf.Attribute.DIRTY;
import static dev.fracas.model.pagetable.Leaf.Attribute.EXECUTABLE;
import static dev.fracas.model.pagetable.Leaf.Attribute.USER;
import static dev.fracas.model.pagetable.Leaf.Attribute.WRITABLE;
import static dev.fracas.model.pagetable.Leaf.Attribute.YOUNG;
import static dev.fracas.model.pagetable.UserAccess.EXECUTE;
import static dev.fracas.model.pagetable.UserAccess.READ;
import static dev.fracas.model.pagetable.UserAccess.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.model.pagetable.Arm64Mmu.HardwareUpdates;
import dev.fracas.model.pagetable.Leaf.State;
import dev.fracas.model.pagetable.Translation.PageFault;
import dev.fracas.model.pagetable.Translation.Reason;
import dev.fracas.model.pagetable.Translation.Translated;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MmuTest {
    private static final X86Format X86 = X86Format.XEON_GOLD;
    private static final Mmu X86_MMU = new X86Mmu(X86);
    private static final Mmu PLAIN = new Arm64Mmu(OA_48, HardwareUpdates.NONE);
    private static final Mmu SETS_AF = new Arm64Mmu(OA_48, HardwareUpdates.ACCESS_FLAG);
    private static final Mmu SETS_BOTH = new Arm64Mmu(OA_48, HardwareUpdates.ACCESS_FLAG_AND_DIRTY);

    private static final Leaf READ_ONLY = Leaf.present(9, USER, YOUNG);
    private static final Leaf WRITTEN = Leaf.present(9, USER, WRITABLE, DIRTY, YOUNG);

    // ---- x86

    @Test
    void x86TranslatesAndMarksThePage() {
        long word = X86.encode(Leaf.present(9, USER, WRITABLE));
        assertThat(X86_MMU.translate(word, READ))
                .isEqualTo(new Translated(9, Set.of(READ, WRITE), word | X86Format.A));
        assertThat(X86_MMU.translate(word, WRITE))
                .isEqualTo(
                        new Translated(9, Set.of(READ, WRITE), word | X86Format.A | X86Format.D));
    }

    @Test
    void x86FaultsWithTheErrorCodeOfTheManual() {
        long readOnly = X86.encode(READ_ONLY);
        assertFault(X86_MMU, 0, READ, Reason.NOT_PRESENT, 4, "#PF(U)");
        assertFault(X86_MMU, 0, WRITE, Reason.NOT_PRESENT, 6, "#PF(W|U)");
        assertFault(X86_MMU, 0, EXECUTE, Reason.NOT_PRESENT, 20, "#PF(U|I)");
        assertFault(X86_MMU, readOnly, WRITE, Reason.WRITE_PROTECTED, 7, "#PF(P|W|U)");
        assertFault(X86_MMU, readOnly, EXECUTE, Reason.NO_EXECUTE, 21, "#PF(P|U|I)");
        assertFault(X86_MMU, readOnly & ~X86Format.US, READ, Reason.SUPERVISOR_PAGE, 5, "#PF(P|U)");
        assertFault(X86_MMU, readOnly | 1L << 46, READ, Reason.RESERVED_BIT, 13, "#PF(P|U|RSVD)");
    }

    @Test
    void x86LooksAtReservedBitsOnlyInAPresentWordAndBeforePermissions() {
        long reserved = 1L << 46;
        assertFault(X86_MMU, reserved, READ, Reason.NOT_PRESENT, 4, "#PF(U)");
        assertFault(
                X86_MMU, reserved | X86Format.P, WRITE, Reason.RESERVED_BIT, 15, "#PF(P|W|U|RSVD)");
    }

    @Test
    void x86IgnoresTheBitsThatBelongToSoftware() {
        long word = X86.encode(WRITTEN);
        for (int bit : List.of(9, 10, 11, 52, 53, 54, 55, 56, 57, 58)) {
            assertThat(Leaves.allowed(X86_MMU, word | 1L << bit)).containsExactly(READ, WRITE);
        }
    }

    // ---- AArch64

    @Test
    void arm64FaultsWithTheStatusCodeOfTheManual() {
        long readOnly = OA_48.encode(READ_ONLY);
        assertFault(PLAIN, 0, READ, Reason.NOT_PRESENT, 0x07, "Translation fault, level 3");
        assertFault(
                PLAIN, readOnly & ~2L, READ, Reason.NOT_A_PAGE, 7, "Translation fault, level 3");
        assertFault(
                PLAIN,
                readOnly & ~Arm64Format.AF,
                READ,
                Reason.ACCESS_FLAG,
                0x0b,
                "Access flag fault, level 3");
        assertFault(
                PLAIN, readOnly, WRITE, Reason.WRITE_PROTECTED, 0x0f, "Permission fault, level 3");
        assertFault(PLAIN, readOnly, EXECUTE, Reason.NO_EXECUTE, 0x0f, "Permission fault, level 3");
        assertFault(
                PLAIN,
                readOnly & ~Arm64Format.AP1_USER,
                READ,
                Reason.SUPERVISOR_PAGE,
                0x0f,
                "Permission fault, level 3");
        assertFault(
                new Arm64Mmu(OA_48, 40, HardwareUpdates.NONE),
                OA_48.encode(READ_ONLY.withFrame(1L << 28)),
                READ,
                Reason.ADDRESS_SIZE,
                0x03,
                "Address size fault, level 3");
    }

    @Test
    void arm64SetsTheAccessFlagItselfWhereItMay() {
        long old = OA_48.encode(Leaf.present(9, USER));
        assertThat(SETS_AF.translate(old, READ))
                .isEqualTo(new Translated(9, Set.of(READ), old | Arm64Format.AF));
    }

    @Test
    void arm64WritesToACleanPageOnlyWithDirtyBitManagement() {
        long clean = OA_48.encode(Leaf.present(9, USER, WRITABLE, YOUNG));
        assertThat(Leaves.allowed(PLAIN, clean)).containsExactly(READ);
        assertThat(Leaves.allowed(SETS_AF, clean)).containsExactly(READ);
        assertThat(SETS_BOTH.translate(clean, WRITE))
                .isEqualTo(new Translated(9, Set.of(READ, WRITE), clean & ~Arm64Format.RDONLY));
        assertThat(SETS_BOTH.translate(clean, READ))
                .isEqualTo(new Translated(9, Set.of(READ, WRITE), clean));
    }

    @Test
    void arm64WritesToADirtyPageWithoutHelp() {
        assertThat(Leaves.allowed(PLAIN, OA_48.encode(WRITTEN))).containsExactly(READ, WRITE);
    }

    @Test
    void arm64ExecutesWhatItMayNotRead() {
        long executeOnly = OA_48.encode(Leaf.present(9, EXECUTABLE, YOUNG));
        assertThat(Leaves.allowed(PLAIN, executeOnly)).containsExactly(EXECUTE);
    }

    // ---- words of the other kernel

    @Test
    void x86NeverWalksAnArmLeafOfNormalMemory() {
        for (Arm64Format format : Arm64Format.values()) {
            for (int physicalBits = 36; physicalBits <= 52; physicalBits++) {
                Mmu mmu = new X86Mmu(new X86Format(physicalBits));
                assertThat(Leaves.of(format))
                        .allSatisfy(leaf ->
                                assertThat(Leaves.allowed(mmu, format.encode(leaf))).isEmpty());
            }
        }
    }

    @Test
    void armNeverWalksAnX86LeafWhileSoftwareSetsTheAccessFlag() {
        for (Arm64Format format : Arm64Format.values()) {
            Mmu mmu = new Arm64Mmu(format, HardwareUpdates.NONE);
            assertThat(Leaves.of(X86))
                    .allSatisfy(
                            leaf -> assertThat(Leaves.allowed(mmu, X86.encode(leaf))).isEmpty());
        }
    }

    @Test
    void armWalksWritableX86LeavesWhenItSetsTheAccessFlagItself() {
        for (Arm64Format format : Arm64Format.values()) {
            for (HardwareUpdates updates :
                    List.of(HardwareUpdates.ACCESS_FLAG, HardwareUpdates.ACCESS_FLAG_AND_DIRTY)) {
                Mmu mmu = new Arm64Mmu(format, updates);
                assertThat(Leaves.of(X86))
                        .allSatisfy(leaf ->
                                assertThat(Leaves.allowed(mmu, X86.encode(leaf)))
                                        .isEqualTo(misread(leaf)));
            }
        }
    }

    /** What such an MMU makes of an x86 leaf, said of the leaf. */
    private static Set<UserAccess> misread(Leaf leaf) {
        if (leaf.state() != State.PRESENT || !leaf.has(WRITABLE)) {
            return Set.of();
        }
        return leaf.has(DIRTY) ? Set.of(READ, WRITE, EXECUTE) : Set.of(EXECUTE);
    }

    @Test
    void theMisreadLeafIsDeviceMemoryOfX86sFrameNumberForEveryAddressSpace() {
        long word = X86.encode(WRITTEN);
        assertThat(SETS_AF.translate(word, READ))
                .isEqualTo(
                        new Translated(9, Set.of(READ, WRITE, EXECUTE), word | X86Format.SOFTW2));
        assertThat(word >> Arm64Format.ATTR_INDEX_SHIFT & 7).as("MT_DEVICE_nGnRE").isEqualTo(1);
        assertThat(word & Arm64Format.NG).as("not global").isZero();
    }

    // ---- tables

    @Test
    void eachMmuFollowsItsOwnTables() {
        assertThat(X86_MMU.nextTable(X86.tableEntry(9))).hasValue(9);
        assertThat(PLAIN.nextTable(OA_48.tableEntry(9))).hasValue(9);
        assertThat(new Arm64Mmu(OA_52, HardwareUpdates.NONE).nextTable(OA_52.tableEntry(3L << 38)))
                .hasValue(3L << 38);
    }

    @Test
    void armFollowsX86TablesButNoUserWalkOfX86FollowsArms() {
        assertThat(PLAIN.nextTable(X86.tableEntry(9))).hasValue(9);
        assertThat(X86_MMU.nextTable(OA_48.tableEntry(9))).isEmpty();
    }

    @Test
    void aWalkEndsAtAnEntryThatIsNoTableForUsers() {
        long x86 = X86.tableEntry(9);
        assertThat(X86_MMU.nextTable(0)).isEmpty();
        assertThat(X86_MMU.nextTable(x86 | X86Format.PS)).as("huge page").isEmpty();
        assertThat(X86_MMU.nextTable(x86 | 1L << 51)).as("reserved bit").isEmpty();
        assertThat(X86_MMU.nextTable(x86 & ~X86Format.US)).as("kernel's").isEmpty();
        long arm = OA_48.tableEntry(9);
        assertThat(PLAIN.nextTable(0)).isEmpty();
        assertThat(PLAIN.nextTable(arm & ~Arm64Format.TABLE_OR_PAGE)).as("block").isEmpty();
        assertThat(PLAIN.nextTable(arm | Arm64Format.AP_TABLE_NO_EL0)).as("kernel's").isEmpty();
        assertThat(
                        new Arm64Mmu(OA_48, 40, HardwareUpdates.NONE)
                                .nextTable(OA_48.tableEntry(1L << 28)))
                .as("too wide")
                .isEmpty();
    }

    // ---- every word

    @Property
    void theVerdictsOnAWordAgreeWithEachOther(@ForAll long word) {
        for (Mmu mmu :
                List.of(X86_MMU, PLAIN, SETS_BOTH, new Arm64Mmu(OA_52, HardwareUpdates.NONE))) {
            Set<UserAccess> allowed = Leaves.allowed(mmu, word);
            for (UserAccess access : UserAccess.values()) {
                switch (mmu.translate(word, access)) {
                    case Translated t -> {
                        assertThat(t.allowed()).isEqualTo(allowed);
                        assertThat(mmu.translate(t.updated(), access))
                                .isEqualTo(new Translated(t.frame(), allowed, t.updated()));
                    }
                    case PageFault f -> assertThat(f.code()).isPositive();
                }
            }
        }
    }

    @Test
    void anAddressSizeThatTheFormatCannotHoldIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Arm64Mmu(OA_48, 52, HardwareUpdates.NONE));
    }

    private static void assertFault(
            Mmu mmu, long word, UserAccess access, Reason reason, int code, String name) {
        assertThat(mmu.translate(word, access)).isEqualTo(new PageFault(reason, code, name));
    }
}

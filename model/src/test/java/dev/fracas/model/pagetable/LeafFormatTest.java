package dev.fracas.model.pagetable;

import static dev.fracas.model.pagetable.Arm64Format.OA_48;
import static dev.fracas.model.pagetable.Arm64Format.OA_52;
import static dev.fracas.model.pagetable.Leaf.Attribute.DIRTY;
import static dev.fracas.model.pagetable.Leaf.Attribute.EXECUTABLE;
import static dev.fracas.model.pagetable.Leaf.Attribute.SPECIAL;
import static dev.fracas.model.pagetable.Leaf.Attribute.USER;
import static dev.fracas.model.pagetable.Leaf.Attribute.WRITABLE;
import static dev.fracas.model.pagetable.Leaf.Attribute.YOUNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.model.pagetable.Leaf.State;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LeafFormatTest {
    private static final X86Format X86 = X86Format.XEON_GOLD;

    private static final List<LeafFormat> FORMATS =
            List.of(X86, X86Format.QEMU, new X86Format(52), OA_48, OA_52);

    @Test
    void everyLeafReadsBackAsItWasWritten() {
        for (LeafFormat format : FORMATS) {
            assertThat(Leaves.of(format))
                    .hasSizeGreaterThan(500)
                    .allSatisfy(leaf -> {
                        long word = format.encode(leaf);
                        assertThat(format.decode(word)).isEqualTo(leaf);
                        assertThat(format.isWellFormed(word)).isTrue();
                    });
            assertThat(format.encode(Leaf.NONE)).isZero();
            assertThat(format.decode(0)).isEqualTo(Leaf.NONE);
        }
    }

    /** And the word that is written for what was read reads the same. */
    @Property
    void everyWordIsSomething(@ForAll long word) {
        for (LeafFormat format : List.of(new X86Format(52), OA_48, OA_52)) {
            Leaf leaf = format.decode(word);
            if (leaf.state() != State.SWAPPED) {
                assertThat(format.decode(format.encode(leaf))).isEqualTo(leaf);
            }
        }
    }

    @Test
    void linuxProtectionsOfX86ComeOutBitByBit() {
        long frame = 0x12345;
        assertThat(X86.encode(Leaf.present(frame, USER, WRITABLE, YOUNG)))
                .as("PAGE_SHARED")
                .isEqualTo(0x8000_0000_1234_5027L);
        assertThat(X86.encode(Leaf.present(frame, USER, YOUNG)))
                .as("PAGE_READONLY")
                .isEqualTo(0x8000_0000_1234_5025L);
        assertThat(X86.encode(Leaf.present(frame, USER, YOUNG, EXECUTABLE)))
                .as("PAGE_READONLY_EXEC")
                .isEqualTo(0x1234_5025L);
        assertThat(X86.encode(new Leaf(State.PROT_NONE, frame, Set.of(YOUNG))))
                .as("PAGE_NONE")
                .isEqualTo(0x1234_5120L);
        assertThat(X86.encode(Leaf.present(frame, USER, YOUNG, SPECIAL)))
                .as("the zero page")
                .isEqualTo(0x8000_0000_1234_5225L);
    }

    @Test
    void linuxProtectionsOfArm64ComeOutBitByBit() {
        long frame = 0x12345;
        assertThat(OA_48.encode(Leaf.present(frame, USER, WRITABLE, YOUNG)))
                .as("PAGE_SHARED")
                .isEqualTo(0x0068_0000_1234_5fd3L);
        assertThat(OA_48.encode(Leaf.present(frame, USER, YOUNG)))
                .as("PAGE_READONLY")
                .isEqualTo(0x0060_0000_1234_5fd3L);
        assertThat(OA_48.encode(Leaf.present(frame, USER, YOUNG, EXECUTABLE)))
                .as("PAGE_READONLY_EXEC")
                .isEqualTo(0x0020_0000_1234_5fd3L);
        assertThat(OA_48.encode(new Leaf(State.PROT_NONE, frame, Set.of(YOUNG))))
                .as("PAGE_NONE")
                .isEqualTo(0x0460_0000_1234_5f92L);
        assertThat(OA_48.encode(Leaf.present(frame, USER, WRITABLE, DIRTY, YOUNG)))
                .as("pte_mkwrite(pte_mkdirty(PAGE_READONLY))")
                .isEqualTo(0x00e8_0000_1234_5f53L);
    }

    @Test
    void arm64KeepsWritableAndDirtyInThreeBitsAsSetPteAtSays() {
        assertThat(threeBits(Leaf.present(1, USER))).isEqualTo("RDONLY");
        assertThat(threeBits(Leaf.present(1, USER, WRITABLE))).isEqualTo("RDONLY WRITE");
        assertThat(threeBits(Leaf.present(1, USER, DIRTY))).isEqualTo("RDONLY DIRTY");
        assertThat(threeBits(Leaf.present(1, USER, WRITABLE, DIRTY))).isEqualTo("WRITE DIRTY");
    }

    private static String threeBits(Leaf leaf) {
        long word = OA_48.encode(leaf);
        String bits =
                ((word & Arm64Format.RDONLY) != 0 ? "RDONLY " : "")
                        + ((word & Arm64Format.WRITE) != 0 ? "WRITE " : "")
                        + ((word & Arm64Format.DIRTY_BIT) != 0 ? "DIRTY " : "");
        return bits.strip();
    }

    @Test
    void arm64HardwareMarksAPageDirtyByClearingReadOnly() {
        long clean = OA_48.encode(Leaf.present(1, USER, WRITABLE, YOUNG));
        assertThat(OA_48.decode(clean).has(DIRTY)).isFalse();
        assertThat(OA_48.decode(clean & ~Arm64Format.RDONLY).has(DIRTY)).isTrue();
    }

    @Test
    void popcornsMarkerKeepsFrameAndPermissions() {
        Leaf page = Leaf.present(0x12345, USER, WRITABLE, DIRTY, YOUNG);
        Leaf invalid = page.withState(State.POPCORN_INVALID);
        assertThat(X86.encode(invalid))
                .isEqualTo((X86.encode(page) & ~X86Format.P) | X86Format.SOFTW1);
        assertThat(OA_48.encode(invalid))
                .isEqualTo((OA_48.encode(page) & ~Arm64Format.VALID) | Arm64Format.SPECIAL_BIT);
    }

    @Test
    void halfOfX86SwapEntriesLookInvalidToPopcorn() {
        // __swp_entry of 5.2: the offset inverted, from bit 9 on; the type in the top five bits.
        assertThat(X86.decode(swapEntry(2, 6)).state()).isEqualTo(State.POPCORN_INVALID);
        assertThat(X86.decode(swapEntry(2, 7))).isEqualTo(Leaf.SWAPPED);
    }

    private static long swapEntry(long type, long offset) {
        return ~offset << 14 >>> 5 | type << 59;
    }

    @Test
    void mprotectNoneHidesPopcornsMarker() {
        long invalid = X86.encode(new Leaf(State.POPCORN_INVALID, 1, Set.of(USER, YOUNG)));
        // pte_modify keeps the special bit and the frame.
        long none = (invalid & ~(X86Format.US | X86Format.NX)) | X86Format.PROT_NONE;
        assertThat(X86.decode(none))
                .isEqualTo(new Leaf(State.PROT_NONE, 1, Set.of(YOUNG, SPECIAL)));
    }

    @Test
    void lpa2PutsAddressBits50And51WhereTheShareabilityWas() {
        long page = OA_52.encode(Leaf.present(1L << 38, USER));
        assertThat(page & 0x300).isEqualTo(0x100);
        assertThat(OA_52.encode(Leaf.present(1L << 39, USER)) & 0x300).isEqualTo(0x200);
        assertThat(OA_52.encode(Leaf.present(1L << 37, USER)) & ~0xfffL & ~(0x7fL << 51))
                .as("bit 49 of the address stays in place")
                .isEqualTo(1L << 49);
        assertThat(OA_52.encode(Leaf.present(5, USER)) & 0x300).isZero();
    }

    @Test
    void aFrameThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OA_48.encode(Leaf.present(1L << 36, USER)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> X86.encode(Leaf.present(1L << 34, USER)));
        assertThatIllegalArgumentException().isThrownBy(() -> X86.tableEntry(1L << 34));
        assertThatIllegalArgumentException().isThrownBy(() -> OA_52.tableEntry(1L << 40));
        assertThatIllegalArgumentException().isThrownBy(() -> new X86Format(53));
    }

    @Test
    void whatNoWordCanBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> X86.encode(Leaf.present(1, EXECUTABLE)))
                .withMessageContaining("execute-only");
        for (LeafFormat format : FORMATS) {
            assertThatIllegalArgumentException().isThrownBy(() -> format.encode(Leaf.SWAPPED));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Leaf(State.NONE, 1, Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Leaf(State.PROT_NONE, 1, Set.of(USER)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Leaf(State.POPCORN_INVALID, 1, Set.of(SPECIAL)));
        assertThatIllegalArgumentException().isThrownBy(() -> Leaf.present(1L << 40));
    }

    @Test
    void tableEntriesAreLinuxs() {
        assertThat(X86.tableEntry(0x12345)).as("_PAGE_TABLE").isEqualTo(0x1234_5067);
        assertThat(OA_48.tableEntry(0x12345)).as("PMD_TYPE_TABLE").isEqualTo(0x1234_5003);
        assertThat(OA_52.tableEntry(0x12345L | 3L << 38)).isEqualTo(0x1234_5303);
    }
}

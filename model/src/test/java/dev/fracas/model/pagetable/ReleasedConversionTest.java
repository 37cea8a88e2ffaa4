package dev.fracas.model.pagetable;

import static dev.fracas.model.pagetable.Arm64Format.OA_48;
import static dev.fracas.model.pagetable.Arm64Format.OA_52;
import static dev.fracas.model.pagetable.Leaf.Attribute.DIRTY;
import static dev.fracas.model.pagetable.Leaf.Attribute.EXECUTABLE;
import static dev.fracas.model.pagetable.Leaf.Attribute.SPECIAL;
import static dev.fracas.model.pagetable.Leaf.Attribute.USER;
import static dev.fracas.model.pagetable.Leaf.Attribute.WRITABLE;
import static dev.fracas.model.pagetable.Leaf.Attribute.YOUNG;
import static dev.fracas.model.pagetable.UserAccess.READ;
import static dev.fracas.model.pagetable.UserAccess.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.pagetable.Arm64Mmu.HardwareUpdates;
import dev.fracas.model.pagetable.Leaf.State;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReleasedConversionTest {
    private static final X86Format X86 = X86Format.QEMU;
    private static final Mmu X86_MMU = new X86Mmu(X86);
    private static final Mmu ARM_MMU = new Arm64Mmu(OA_48, HardwareUpdates.NONE);
    private static final long HIGH = Leaves.FOUR_GIB + 3;

    private static final Leaf READ_ONLY = Leaf.present(HIGH, USER, YOUNG);
    private static final Leaf WRITTEN = Leaf.present(HIGH, USER, WRITABLE, DIRTY, YOUNG);

    // ---- the helper that makes x86 words

    @Test
    void theHelperLosesWriteProtection() {
        long readOnly = OA_48.encode(READ_ONLY);
        assertThat(Leaves.allowed(ARM_MMU, readOnly)).containsExactly(READ);
        assertThat(Leaves.allowed(X86_MMU, ReleasedConversion.reformat(readOnly)))
                .containsExactly(READ, WRITE);
    }

    @Test
    void theHelperMakesOneAndTheSameLeafOfEverythingWithTheFrame() {
        for (Leaf leaf : Leaves.with(HIGH)) {
            assertThat(X86.decode(ReleasedConversion.reformat(OA_48.encode(leaf))))
                    .as("%s", leaf)
                    .isEqualTo(Leaf.present(HIGH, USER, WRITABLE, YOUNG));
        }
    }

    @Test
    void theHelperMapsFrameZeroForAnEmptyLeaf() {
        assertThat(X86.decode(ReleasedConversion.reformat(0)))
                .isEqualTo(Leaf.present(0, USER, WRITABLE, YOUNG));
    }

    @Test
    void theHelperRewritesX86LeavesTooAndDropsExecution() {
        long text = X86.encode(Leaf.present(HIGH, USER, YOUNG, EXECUTABLE));
        assertThat(X86.decode(ReleasedConversion.reformat(text)))
                .isEqualTo(Leaf.present(HIGH, USER, WRITABLE, YOUNG));
    }

    @Test
    void theHelperMapsAnotherPageBelowFourGib() {
        long page = 5;
        long armWord = OA_48.encode(WRITTEN.withFrame(FrameNumbering.RELEASED.toArm(page)));
        assertThat(X86.decode(ReleasedConversion.reformat(armWord)).frame())
                .isEqualTo(page + FrameNumbering.OFFSET);
    }

    // ---- Arm's walker

    @Test
    void theWalkerMapsAnX86LeafAsTheFaultAsksAndNotAsTheLeafAllows() {
        for (Leaf leaf : List.of(READ_ONLY, WRITTEN)) {
            assertThat(mapped(X86.encode(leaf), true)).isEqualTo(WRITTEN);
            assertThat(mapped(X86.encode(leaf), false)).isEqualTo(READ_ONLY);
        }
    }

    @Test
    void theWalkerLosesWriteProtectionAtAWriteFault() {
        long readOnly = X86.encode(READ_ONLY);
        assertThat(Leaves.allowed(X86_MMU, readOnly)).containsExactly(READ);
        long mapped = ReleasedConversion.walkerMaps(readOnly, true).orElseThrow();
        assertThat(Leaves.allowed(ARM_MMU, mapped)).containsExactly(READ, WRITE);
    }

    @Test
    void theWalkerMapsTheZeroPageWhatPopcornTookAwayAndWhatIsProtNone() {
        for (Leaf leaf :
                List.of(
                        READ_ONLY.with(SPECIAL),
                        WRITTEN.withState(State.POPCORN_INVALID),
                        new Leaf(State.PROT_NONE, HIGH, Set.of(YOUNG)))) {
            assertThat(mapped(X86.encode(leaf), true)).as("%s", leaf).isEqualTo(WRITTEN);
        }
    }

    @Test
    void theWalkerReadsAnArmWordWithItsWriteBitInTheFrameNumberAndPutsItBack() {
        long armWord = OA_48.encode(WRITTEN);
        assertThat((armWord & ReleasedConversion.WALKER_MASK) >>> LeafFormat.PAGE_SHIFT)
                .isEqualTo(1L << 39 | HIGH);
        assertThat(mapped(armWord, true)).isEqualTo(WRITTEN);
        assertThat(mapped(armWord, false)).isEqualTo(READ_ONLY);
    }

    @Test
    void theWalkerTakesALeafWithoutAFrameForEmptyWhateverElseItSays() {
        assertThat(ReleasedConversion.walkerMaps(0, true)).isEmpty();
        assertThat(ReleasedConversion.walkerMaps(X86.encode(READ_ONLY.withFrame(0)), true))
                .isEmpty();
    }

    @Test
    void theWalkerMapsAnotherPageBelowFourGib() {
        Leaf low = READ_ONLY.withFrame(5);
        assertThat(mapped(X86.encode(low), false).frame())
                .isEqualTo(5)
                .isNotEqualTo(FrameNumbering.RELEASED.toArm(5));
    }

    @Test
    void bothConversionsLoseTheTopBitsOfA52BitAddress() {
        long top = OA_52.encode(READ_ONLY.withFrame(1L << 39));
        assertThat(ReleasedConversion.walkerMaps(top, false)).isEmpty();
        assertThat(X86.decode(ReleasedConversion.reformat(top)).frame()).isZero();
    }

    private static Leaf mapped(long leaf, boolean writeFault) {
        return OA_48.decode(ReleasedConversion.walkerMaps(leaf, writeFault).orElseThrow());
    }
}

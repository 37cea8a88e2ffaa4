package dev.fracas.model.pagetable;

import static dev.fracas.model.pagetable.Arm64Format.OA_48;
import static dev.fracas.model.pagetable.Arm64Format.OA_52;
import static dev.fracas.model.pagetable.Leaf.Attribute.DIRTY;
import static dev.fracas.model.pagetable.Leaf.Attribute.USER;
import static dev.fracas.model.pagetable.Leaf.Attribute.WRITABLE;
import static dev.fracas.model.pagetable.Leaf.Attribute.YOUNG;
import static dev.fracas.model.pagetable.UserAccess.EXECUTE;
import static dev.fracas.model.pagetable.UserAccess.READ;
import static dev.fracas.model.pagetable.UserAccess.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.model.pagetable.Arm64Mmu.HardwareUpdates;
import dev.fracas.model.pagetable.Leaf.Attribute;
import dev.fracas.model.pagetable.Leaf.State;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PaperConversionTest {
    private static final PaperConversion COMMON = new PaperConversion(FrameNumbering.COMMON);
    private static final PaperConversion RELEASED = new PaperConversion(FrameNumbering.RELEASED);
    private static final Set<UserAccess> ALL = EnumSet.allOf(UserAccess.class);

    private static final List<List<LeafFormat>> PAIRS =
            List.of(
                    List.of(X86Format.XEON_GOLD, OA_48),
                    List.of(OA_48, X86Format.XEON_GOLD),
                    List.of(new X86Format(52), OA_52),
                    List.of(OA_52, new X86Format(52)));

    /**
     * The permission of a word is what an MMU makes of it that marks pages accessed and dirty by
     * itself, as x86 does: on AArch64, the permission that the kernel has given.
     */
    private static Mmu mmu(LeafFormat format) {
        return switch (format) {
            case X86Format x86 -> new X86Mmu(x86);
            case Arm64Format arm -> new Arm64Mmu(arm, HardwareUpdates.ACCESS_FLAG_AND_DIRTY);
        };
    }

    /** As in Linux, a VMA that allows anything allows reading. */
    private static Set<UserAccess> withReading(Set<UserAccess> vma) {
        Set<UserAccess> all = EnumSet.noneOf(UserAccess.class);
        if (!vma.isEmpty()) {
            all.add(READ);
            all.addAll(vma);
        }
        return all;
    }

    @Test
    void permissionNeverGrowsWhateverTheVmaAllows() {
        for (List<LeafFormat> pair : PAIRS) {
            LeafFormat from = pair.get(0);
            LeafFormat to = pair.get(1);
            for (Leaf leaf : Leaves.with(Leaves.FOUR_GIB + 3)) {
                if (isExecuteOnly(leaf) && from instanceof X86Format) {
                    continue;
                }
                long word = from.encode(leaf);
                for (Set<UserAccess> vma : Leaves.subsets(UserAccess.class)) {
                    long converted = COMMON.convert(word, from, to, vma);
                    assertThat(Leaves.allowed(mmu(to), converted))
                            .as("%s in a VMA with %s, to %s", leaf, vma, to)
                            .isSubsetOf(Leaves.allowed(mmu(from), word))
                            .isSubsetOf(withReading(vma));
                }
            }
        }
    }

    @Property
    void permissionGrowsForNoWordAtAll(@ForAll long word) {
        for (List<LeafFormat> pair : PAIRS) {
            LeafFormat from = pair.get(0);
            LeafFormat to = pair.get(1);
            long converted;
            try {
                converted = COMMON.convert(word, from, to, ALL);
            } catch (IllegalArgumentException refused) {
                continue;
            }
            assertThat(Leaves.allowed(mmu(to), converted))
                    .isSubsetOf(Leaves.allowed(mmu(from), word));
        }
    }

    @Test
    void accessedDirtyAndFrameArePreservedWhateverTheVmaAllows() {
        for (List<LeafFormat> pair : PAIRS) {
            for (Leaf leaf : Leaves.with(Leaves.FOUR_GIB + 3)) {
                if (isExecuteOnly(leaf)) {
                    continue;
                }
                for (Set<UserAccess> vma : Leaves.subsets(UserAccess.class)) {
                    Leaf converted = converted(COMMON, leaf, pair, vma);
                    assertThat(converted.frame()).isEqualTo(leaf.frame());
                    assertThat(converted.has(YOUNG)).isEqualTo(leaf.has(YOUNG));
                    assertThat(converted.has(DIRTY)).isEqualTo(leaf.has(DIRTY));
                }
            }
        }
    }

    @Test
    void nothingIsLostWhenTheVmaAllowsAll() {
        for (List<LeafFormat> pair : PAIRS) {
            for (Leaf leaf : Leaves.with(Leaves.FOUR_GIB + 3)) {
                if (!isExecuteOnly(leaf)) {
                    assertThat(converted(COMMON, leaf, pair, ALL)).isEqualTo(leaf);
                }
            }
        }
    }

    @Test
    void aVmaWithoutAnyPermissionMakesThePageProtNone() {
        Leaf page = Leaf.present(Leaves.FOUR_GIB, USER, WRITABLE, DIRTY, YOUNG);
        for (List<LeafFormat> pair : PAIRS) {
            assertThat(converted(COMMON, page, pair, Set.of()))
                    .isEqualTo(new Leaf(State.PROT_NONE, Leaves.FOUR_GIB, Set.of(DIRTY, YOUNG)));
        }
    }

    @Test
    void aPageThatPopcornTookAwayStaysAway() {
        Leaf away = new Leaf(State.POPCORN_INVALID, Leaves.FOUR_GIB, Set.of(USER, WRITABLE));
        for (List<LeafFormat> pair : PAIRS) {
            assertThat(converted(COMMON, away, pair, Set.of(READ)))
                    .isEqualTo(away.without(WRITABLE));
            assertThat(converted(COMMON, away, pair, Set.of()).state())
                    .isEqualTo(State.POPCORN_INVALID);
        }
    }

    @Test
    void anEmptyWordStaysEmpty() {
        for (List<LeafFormat> pair : PAIRS) {
            assertThat(RELEASED.convert(0, pair.get(0), pair.get(1), ALL)).isZero();
        }
    }

    @Test
    void belowFourGibTheFrameNumberIsTranslated() {
        Leaf page = Leaf.present(5, USER, YOUNG);
        long x86 = X86Format.XEON_GOLD.encode(page);
        long arm = RELEASED.convert(x86, X86Format.XEON_GOLD, OA_48, Set.of(READ));
        assertThat(OA_48.decode(arm)).isEqualTo(page.withFrame(0x40005));
        assertThat(RELEASED.convert(arm, OA_48, X86Format.XEON_GOLD, Set.of(READ))).isEqualTo(x86);
    }

    @Test
    void anExecuteOnlyPageIsNoPageForX86Programs() {
        long word = OA_48.encode(Leaf.present(Leaves.FOUR_GIB, Attribute.EXECUTABLE, YOUNG));
        long converted = COMMON.convert(word, OA_48, X86Format.XEON_GOLD, Set.of(EXECUTE));
        assertThat(Leaves.allowed(mmu(X86Format.XEON_GOLD), converted)).isEmpty();
    }

    @Test
    void aWritableArmWordTakenForX86sIsRefused() {
        long arm = OA_48.encode(Leaf.present(Leaves.FOUR_GIB, USER, WRITABLE, DIRTY, YOUNG));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COMMON.convert(arm, X86Format.XEON_GOLD, OA_48, Set.of(WRITE)))
                .withMessageContaining("not a page of X86_64");
    }

    @Test
    void swapEntriesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> COMMON.convert(1L << 12, X86Format.XEON_GOLD, OA_48, ALL));
    }

    private static boolean isExecuteOnly(Leaf leaf) {
        return leaf.has(Attribute.EXECUTABLE) && !leaf.has(USER);
    }

    private static Leaf converted(
            PaperConversion conversion, Leaf leaf, List<LeafFormat> pair, Set<UserAccess> vma) {
        LeafFormat from = pair.get(0);
        LeafFormat to = pair.get(1);
        return to.decode(conversion.convert(from.encode(leaf), from, to, vma));
    }
}

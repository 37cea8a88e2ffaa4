package dev.fracas.model.pagetable;

import static dev.fracas.model.pagetable.PagingMode.ARM64_48_BIT;
import static dev.fracas.model.pagetable.PagingMode.ARM64_52_BIT;
import static dev.fracas.model.pagetable.PagingMode.X86_4_LEVEL;
import static dev.fracas.model.pagetable.PagingMode.X86_5_LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PagingModeTest {
    @Test
    void levelsTablesAndShiftsAreLinuxs() {
        for (PagingMode mode : List.of(X86_4_LEVEL, ARM64_48_BIT)) {
            assertThat(tables(mode)).containsExactly("pgd", "pud", "pmd", "pte");
            assertThat(shifts(mode)).containsExactly(39, 30, 21, 12);
        }
        for (PagingMode mode : List.of(X86_5_LEVEL, ARM64_52_BIT)) {
            assertThat(tables(mode)).containsExactly("pgd", "p4d", "pud", "pmd", "pte");
            assertThat(shifts(mode)).containsExactly(48, 39, 30, 21, 12);
        }
    }

    @Test
    void everyTableHas512EntriesButArmsAtLevelMinusOne() {
        for (PagingMode mode : PagingMode.values()) {
            for (int depth = 0; depth < mode.levels(); depth++) {
                int expected = mode == ARM64_52_BIT && depth == 0 ? 16 : 512;
                assertThat(mode.entries(depth)).isEqualTo(expected);
            }
        }
    }

    @Test
    void anAddressIsCutIntoItsIndices() {
        long address = 3L << 48 | 4L << 39 | 5L << 30 | 6L << 21 | 7L << 12 | 8;
        assertThat(indices(X86_5_LEVEL, address)).containsExactly(3, 4, 5, 6, 7);
        assertThat(indices(ARM64_52_BIT, address)).containsExactly(3, 4, 5, 6, 7);
        assertThat(indices(X86_4_LEVEL, address)).containsExactly(4, 5, 6, 7);
        assertThat(indices(X86_4_LEVEL, -1)).containsExactly(511, 511, 511, 511);
        assertThat(indices(ARM64_52_BIT, -1)).containsExactly(15, 511, 511, 511, 511);
    }

    /** The same table serves: with four levels Arm's walker uses x86's indices. */
    @Property
    void bothIsasIndexTheirLowerFourTablesAlike(@ForAll long address) {
        assertThat(indices(ARM64_48_BIT, address)).isEqualTo(indices(X86_4_LEVEL, address));
        assertThat(indices(ARM64_52_BIT, address).subList(1, 5))
                .isEqualTo(indices(X86_5_LEVEL, address).subList(1, 5));
    }

    @Property
    void indicesAndPageOffsetMakeUpTheAddress(@ForAll long address) {
        for (PagingMode mode : PagingMode.values()) {
            long whole = address & 0xfff;
            for (int depth = 0; depth < mode.levels(); depth++) {
                whole |= (long) mode.index(address, depth) << mode.shift(depth);
            }
            assertThat(whole).isEqualTo(address & ((1L << mode.virtualBits()) - 1));
        }
    }

    @Test
    void masksClearWhatAnEntryCovers() {
        assertThat(X86_4_LEVEL.mask(2)).as("PMD_MASK").isEqualTo(0xffff_ffff_ffe0_0000L);
        assertThat(X86_5_LEVEL.mask(0)).as("PGDIR_MASK").isEqualTo(0xffff_0000_0000_0000L);
    }

    @Test
    void armTranslatesOneBitMoreOfEachHalfThanX86() {
        long top = 1L << 47;
        assertThat(X86_4_LEVEL.translates(top)).isFalse();
        assertThat(ARM64_48_BIT.translates(top)).isTrue();
        assertThat(ARM64_48_BIT.translates(1L << 48)).isFalse();
        assertThat(X86_5_LEVEL.translates(top)).isTrue();
        assertThat(X86_5_LEVEL.translates(1L << 56)).isFalse();
        assertThat(ARM64_52_BIT.translates(1L << 52)).isFalse();
    }

    @Test
    void thereIsNoDepthBelowTheLast() {
        assertThatIllegalArgumentException().isThrownBy(() -> X86_4_LEVEL.index(0, 4));
    }

    private static List<Integer> indices(PagingMode mode, long address) {
        return depths(mode).map(depth -> mode.index(address, depth)).boxed().toList();
    }

    private static List<Integer> shifts(PagingMode mode) {
        return depths(mode).map(mode::shift).boxed().toList();
    }

    private static List<String> tables(PagingMode mode) {
        return depths(mode).mapToObj(mode::table).toList();
    }

    private static IntStream depths(PagingMode mode) {
        return IntStream.range(0, mode.levels());
    }
}

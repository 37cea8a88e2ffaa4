package dev.fracas.generators.pagetable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.generators.Shrunk;
import dev.fracas.model.pagetable.Arm64Format;
import dev.fracas.model.pagetable.Leaf;
import dev.fracas.model.pagetable.LeafFormat;
import dev.fracas.model.pagetable.X86Format;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class PageTableArbitrariesTest {
    private static final LeafFormat X86 = new X86Format(52);
    private static final LeafFormat ARM = Arm64Format.OA_48;

    @Property(seed = "1", tries = 2000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void wordsReachTheCorners(@ForAll("words") long word) {
        reaches("one bit, each", Long.bitCount(word) == 1);
        reaches("all bits but one, each", Long.bitCount(word) == 63);
        reaches("x86 leaf of a user page", isUserPage(X86, word));
        reaches("Arm leaf of a user page", isUserPage(ARM, word));
        reaches("invalid to Popcorn", X86.decode(word).state() == Leaf.State.POPCORN_INVALID);
        reaches("neither sparse nor dense", Long.bitCount(word) > 20 && Long.bitCount(word) < 44);
        if (Long.bitCount(word) == 1) {
            Statistics.label("which bit")
                    .collect(Long.numberOfTrailingZeros(word))
                    .coverage(c -> {
                        for (int bit = 0; bit < 64; bit++) {
                            c.check(bit).count(n -> n > 0);
                        }
                    });
        }
    }

    private static boolean isUserPage(LeafFormat format, long word) {
        Leaf leaf = format.decode(word);
        return leaf.state() == Leaf.State.PRESENT
                && leaf.has(Leaf.Attribute.USER)
                && format.isWellFormed(word);
    }

    private static void reaches(String what, boolean reached) {
        Statistics.label(what).collect(reached).coverage(c -> c.check(true).percentage(p -> p > 1));
    }

    @Example
    void wordsShrinkToTheBitsThatMatter() {
        assertThat(Shrunk.of(words(), word -> (word & 0x8000_0000_0000_0010L) != 0))
                .isIn(0x10L, 0x8000_0000_0000_0000L);
        assertThat(Shrunk.of(words(), word -> true)).isZero();
    }

    @Example
    void leavesShrinkToNoneAndThenToFrameZero() {
        Arbitrary<Leaf> leaves = PageTableArbitraries.leaves(X86);

        assertThat(Shrunk.of(leaves, leaf -> true)).isEqualTo(Leaf.NONE);
        assertThat(Shrunk.of(leaves, leaf -> leaf.has(Leaf.Attribute.DIRTY)))
                .isEqualTo(Leaf.present(0, Leaf.Attribute.DIRTY));
    }

    @Provide
    Arbitrary<Long> words() {
        return PageTableArbitraries.words();
    }
}

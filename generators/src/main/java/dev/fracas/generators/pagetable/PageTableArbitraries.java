package dev.fracas.generators.pagetable;

import dev.fracas.model.pagetable.Arm64Format;
import dev.fracas.model.pagetable.Arm64Mmu;
import dev.fracas.model.pagetable.Leaf;
import dev.fracas.model.pagetable.Leaf.Attribute;
import dev.fracas.model.pagetable.LeafFormat;
import dev.fracas.model.pagetable.UserAccess;
import dev.fracas.model.pagetable.X86Format;
import dev.fracas.spec.Isa;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Page-table entries of both ISAs, from single bits to whole leaves.
 *
 * <p>A word is a set of bits to jqwik, and shrinks by losing bits: what is left of a word that
 * breaks a law are the bits that break it.
 */
public final class PageTableArbitraries {
    /** Frames around which something changes: 1, 3 and 4 GiB. */
    private static final List<Long> BORDERS = List.of(1L << 18, 3L << 18, 1L << 20);

    private PageTableArbitraries() {}

    /**
     * Any 64-bit word. Of ten words two have one bit, one has all bits but one, two are leaves that
     * the x86 kernel writes and two are leaves that the Arm kernel writes, one is such a leaf with
     * one bit flipped, and two have a random number of random bits. They shrink toward 0.
     */
    public static Arbitrary<Long> words() {
        Arbitrary<Long> x86 = x86Formats().flatMap(PageTableArbitraries::leafWords);
        Arbitrary<Long> arm = armFormats().flatMap(PageTableArbitraries::leafWords);
        Arbitrary<Long> flipped =
                Combinators.combine(Arbitraries.oneOf(List.of(x86, arm)), bits())
                        .as((word, bit) -> word ^ 1L << bit);
        return Arbitraries.frequencyOf(
                        Tuple.of(2, someBits(64)),
                        Tuple.of(2, bits().map(bit -> 1L << bit)),
                        Tuple.of(1, bits().map(bit -> ~(1L << bit))),
                        Tuple.of(2, x86),
                        Tuple.of(2, arm),
                        Tuple.of(1, flipped))
                .withoutEdgeCases();
    }

    private static Arbitrary<Integer> bits() {
        return Arbitraries.integers().between(0, 63).withDistribution(RandomDistribution.uniform());
    }

    /** Any number of the lowest bits, each number as likely as any other. */
    private static Arbitrary<Long> someBits(int lowest) {
        return Arbitraries.integers()
                .between(0, lowest - 1)
                .withDistribution(RandomDistribution.uniform())
                .set()
                .ofMaxSize(lowest)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(set -> set.stream().mapToLong(bit -> 1L << bit).reduce(0, (a, b) -> a | b));
    }

    /** Words that a kernel writes for leaves that it can write; they shrink toward 0. */
    public static Arbitrary<Long> leafWords(LeafFormat format) {
        return leaves(format).map(format::encode);
    }

    /**
     * Leaves that a kernel can write: of ten seven present, one under {@code PROT_NONE}, one that
     * Popcorn has made invalid, one none. They shrink toward none, and then toward frame 0 and no
     * attributes.
     */
    public static Arbitrary<Leaf> leaves(LeafFormat format) {
        Arbitrary<Leaf.State> states =
                Arbitraries.frequency(
                        Tuple.of(1, Leaf.State.NONE),
                        Tuple.of(7, Leaf.State.PRESENT),
                        Tuple.of(1, Leaf.State.PROT_NONE),
                        Tuple.of(1, Leaf.State.POPCORN_INVALID));
        return Combinators.combine(states, frames(format), attributes())
                .as((state, frame, attributes) -> leaf(format, state, frame, attributes))
                .withoutEdgeCases();
    }

    /** Present leaves of user pages, with any of the other attributes. */
    public static Arbitrary<Leaf> userLeaves(LeafFormat format) {
        return Combinators.combine(frames(format), attributes())
                .as((frame, attributes) ->
                        leaf(format, Leaf.State.PRESENT, frame, attributes).with(Attribute.USER))
                .withoutEdgeCases();
    }

    private static Arbitrary<Set<Attribute>> attributes() {
        return Arbitraries.of(Attribute.class)
                .set()
                .ofMaxSize(Attribute.values().length)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** The leaf with those of the attributes that a leaf of the state can have. */
    private static Leaf leaf(
            LeafFormat format, Leaf.State state, long frame, Set<Attribute> attributes) {
        Set<Attribute> kept = EnumSet.noneOf(Attribute.class);
        kept.addAll(attributes);
        switch (state) {
            case NONE, SWAPPED -> {
                return Leaf.NONE;
            }
            case PROT_NONE ->
                    kept.removeAll(
                            Set.of(Attribute.USER, Attribute.WRITABLE, Attribute.EXECUTABLE));
            case POPCORN_INVALID -> kept.remove(Attribute.SPECIAL);
            case PRESENT -> {}
        }
        if (format.isa() == Isa.X86_64 && !kept.contains(Attribute.USER)) {
            // x86 has no execute-only pages
            kept.remove(Attribute.EXECUTABLE);
        }
        return new Leaf(state, frame, kept);
    }

    /**
     * Frame numbers that the format can hold: 0, single bits, the highest, those around 1, 3 and 4
     * GiB, and random bits. They shrink toward 0.
     */
    public static Arbitrary<Long> frames(LeafFormat format) {
        int bits = format.physicalBits() - LeafFormat.PAGE_SHIFT;
        return Arbitraries.frequencyOf(
                Tuple.of(3, someBits(bits)),
                Tuple.of(2, Arbitraries.integers().between(0, bits - 1).map(bit -> 1L << bit)),
                Tuple.of(1, Arbitraries.of(BORDERS)),
                Tuple.of(1, Arbitraries.of(BORDERS).map(border -> border - 1)),
                Tuple.of(1, Arbitraries.just((1L << bits) - 1)));
    }

    /** x86-64 with every width of physical addresses; 46 bits are the plainest. */
    public static Arbitrary<X86Format> x86Formats() {
        return Arbitraries.oneOf(
                Arbitraries.of(X86Format.XEON_GOLD, X86Format.QEMU),
                Arbitraries.integers().between(36, 52).map(X86Format::new));
    }

    /** AArch64 with addresses of 48 and of 52 bits. */
    public static Arbitrary<Arm64Format> armFormats() {
        return Arbitraries.of(Arm64Format.class);
    }

    /** AArch64 MMUs of the format: each width of output addresses, each kind of hardware update. */
    public static Arbitrary<Arm64Mmu> armMmus(Arm64Format format) {
        Arbitrary<Integer> widths =
                Arbitraries.of(32, 36, 40, 42, 44, 48, 52)
                        .filter(width -> width <= format.physicalBits());
        return Combinators.combine(widths, Arbitraries.of(Arm64Mmu.HardwareUpdates.class))
                .as((width, updates) -> new Arm64Mmu(format, width, updates));
    }

    /** What a VMA may allow: nothing, or reading and any of the rest. */
    public static Arbitrary<Set<UserAccess>> vmas() {
        return Arbitraries.of(
                Set.of(),
                Set.of(UserAccess.READ),
                Set.of(UserAccess.READ, UserAccess.WRITE),
                Set.of(UserAccess.READ, UserAccess.EXECUTE),
                Set.of(UserAccess.READ, UserAccess.WRITE, UserAccess.EXECUTE));
    }
}

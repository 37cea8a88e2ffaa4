package dev.fracas.generators.memorymaps;

import dev.fracas.spec.Isa;
import dev.fracas.spec.hardware.MemoryMap;
import dev.fracas.spec.hardware.MemoryRange;
import dev.fracas.spec.hardware.MemoryRange.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Memory maps of fused machines of up to 64 GiB: private memory of each kernel below 4 GiB, more of
 * it anywhere, a ring of messages each way, and blocks of one size that belong to either kernel or
 * to nobody. They shrink toward two kernels with 2 MiB each, rings as small, no blocks, one
 * numbering, and the lowest places.
 */
public final class MemoryMaps {
    private static final int MIB_OF_GIB = (int) (MemoryMap.GIB / MemoryMap.MIB);
    private static final int END = 64 * MIB_OF_GIB;
    private static final int MOST_BLOCKS = 8;

    /** What a kernel cannot do without, and the alignment of its memory: a huge page. */
    private static final int LEAST = 2;

    private MemoryMaps() {}

    /** Any of them. */
    public static Arbitrary<MemoryMap> maps() {
        Arbitrary<List<RangeRequest>> blocks =
                Arbitraries.integers()
                        .between(0, 7)
                        .map(power -> (int) (MemoryMap.SMALLEST_BLOCK / MemoryMap.MIB) << power)
                        .flatMap(MemoryMaps::blocks);
        Arbitrary<Boolean> oneNumbering = Arbitraries.of(true, false);
        Arbitrary<Long> scatter =
                Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.just(0L)),
                        Tuple.of(4, Arbitraries.longs().between(1, 1000)));
        Arbitrary<List<RangeRequest>> more = more().list().ofMaxSize(3);
        return Combinators.combine(
                        boot(Isa.X86_64),
                        boot(Isa.AARCH64),
                        rings(),
                        more,
                        blocks,
                        oneNumbering,
                        scatter)
                .as(MemoryMaps::map)
                .withoutEdgeCases();
    }

    /** What fits of the requests; the first four always do. */
    private static MemoryMap map(
            RangeRequest x86,
            RangeRequest arm,
            List<RangeRequest> rings,
            List<RangeRequest> more,
            List<RangeRequest> blocks,
            boolean oneNumbering,
            long scatter) {
        List<RangeRequest> all = new ArrayList<>(List.of(x86, arm));
        all.addAll(rings);
        all.addAll(more);
        all.addAll(blocks);
        RangePlacement placement = new RangePlacement((oneNumbering ? 4 : 3) * MIB_OF_GIB, END);
        Optional<List<MemoryRange>> placed = placement.place(all, scatter);
        while (placed.isEmpty()) {
            all.removeLast();
            placed = placement.place(all, scatter);
        }
        return new MemoryMap(placed.get(), oneNumbering ? 0 : MemoryMap.GIB);
    }

    /** What a kernel boots with lies below 4 GiB, and is less than one of them. */
    private static Arbitrary<RangeRequest> boot(Isa kernel) {
        return mebibytes(MIB_OF_GIB)
                .map(size ->
                        new RangeRequest(
                                Use.PRIVATE,
                                Optional.of(kernel),
                                RangeRequest.Side.BELOW,
                                size,
                                LEAST));
    }

    private static Arbitrary<RangeRequest> more() {
        return Combinators.combine(
                        Arbitraries.of(Isa.X86_64, Isa.AARCH64),
                        Arbitraries.of(RangeRequest.Side.EITHER, RangeRequest.Side.ABOVE),
                        mebibytes(8 * MIB_OF_GIB))
                .as((kernel, side, size) ->
                        new RangeRequest(Use.PRIVATE, Optional.of(kernel), side, size, LEAST));
    }

    /** Both rings lie on the same side; the released machine's are below 4 GiB, of 34 MiB. */
    private static Arbitrary<List<RangeRequest>> rings() {
        return Combinators.combine(
                        Arbitraries.of(RangeRequest.Side.BELOW, RangeRequest.Side.ABOVE),
                        mebibytes(256))
                .as((side, size) ->
                        List.of(ring(Isa.X86_64, side, size), ring(Isa.AARCH64, side, size)));
    }

    private static RangeRequest ring(Isa sender, RangeRequest.Side side, int size) {
        return new RangeRequest(Use.MESSAGES, Optional.of(sender), side, size, LEAST);
    }

    private static Arbitrary<List<RangeRequest>> blocks(int size) {
        return Arbitraries.of(
                        Optional.<Isa>empty(), Optional.of(Isa.X86_64), Optional.of(Isa.AARCH64))
                .map(owner ->
                        new RangeRequest(Use.BLOCK, owner, RangeRequest.Side.EITHER, size, size))
                .list()
                .ofMaxSize(MOST_BLOCKS)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** An even number, so that what is aligned to 2 MiB can lie side by side. */
    private static Arbitrary<Integer> mebibytes(int most) {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(1, Math.min(16, most / 2)),
                        Arbitraries.integers().between(1, most / 2))
                .map(pairs -> 2 * pairs);
    }
}

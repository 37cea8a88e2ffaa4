package dev.fracas.generators.memorymaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fracas.generators.Shrunk;
import dev.fracas.spec.Isa;
import dev.fracas.spec.hardware.MemoryMap;
import dev.fracas.spec.hardware.MemoryRange;
import dev.fracas.spec.hardware.MemoryRange.Use;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.assertj.core.groups.Tuple;

class MemoryMapsTest {
    @Property(seed = "1", tries = 200, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void everyMapHasWhatAFusedMachineNeeds(@ForAll("maps") MemoryMap map) {
        assertThat(map.allocatable(Isa.X86_64)).isNotEmpty();
        assertThat(map.allocatable(Isa.AARCH64)).isNotEmpty();
        assertThat(map.of(Use.MESSAGES)).hasSize(2);
        // One numbering for Arm as well: nothing that x86 tells apart is one to Arm.
        List<MemoryRange> ranges = map.ranges();
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(map.armAddress(ranges.get(i - 1).end() - 1))
                    .isLessThan(map.armAddress(ranges.get(i).start()));
        }

        reaches("two numberings", map.armOffset() > 0);
        reaches("no blocks", map.of(Use.BLOCK).isEmpty());
        reaches("many blocks", map.of(Use.BLOCK).size() > 4);
        reaches("blocks of 4 GiB", hasBlockOf(map, MemoryMap.LARGEST_BLOCK));
        reaches("blocks of 32 MiB", hasBlockOf(map, MemoryMap.SMALLEST_BLOCK));
        reaches("blocks on both sides of 4 GiB", isOnBothSides(map.of(Use.BLOCK)));
        reaches("a block offline", map.of(Use.BLOCK).stream().anyMatch(b -> b.owner().isEmpty()));
        reaches("rings above 4 GiB", isAbove(map.of(Use.MESSAGES).getFirst()));
        reaches("memory of one kernel in several ranges", ownsApart(map, Isa.AARCH64));
        reaches("neighbours without a hole", hasNeighbours(ranges));
        reaches("holes", hasHoles(ranges));
        reaches("more than 32 GiB apart", ranges.getLast().end() > 32 * MemoryMap.GIB);
    }

    private static void reaches(String what, boolean reached) {
        Statistics.label(what).collect(reached).coverage(c -> c.check(true).percentage(p -> p > 2));
    }

    private static boolean hasBlockOf(MemoryMap map, long size) {
        return map.of(Use.BLOCK).stream().anyMatch(block -> block.size() == size);
    }

    private static boolean isAbove(MemoryRange range) {
        return range.start() >= MemoryMap.BORDER;
    }

    private static boolean isOnBothSides(List<MemoryRange> ranges) {
        return ranges.stream().map(MemoryMapsTest::isAbove).distinct().count() == 2;
    }

    private static boolean ownsApart(MemoryMap map, Isa kernel) {
        return map.allocatable(kernel).size() > 1;
    }

    private static boolean hasNeighbours(List<MemoryRange> ranges) {
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i - 1).end() == ranges.get(i).start()) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasHoles(List<MemoryRange> ranges) {
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i - 1).end() < ranges.get(i).start()) {
                return true;
            }
        }
        return false;
    }

    @Example
    void mapsShrinkToTwoKernelsSideBySide() {
        MemoryMap least = Shrunk.of(maps(), map -> true);

        assertThat(least.ranges())
                .extracting(MemoryRange::start, MemoryRange::size)
                .containsExactly(two(0), two(1), two(2), two(3));
        assertThat(least.of(Use.BLOCK)).isEmpty();
        assertThat(least.armOffset()).isZero();
    }

    private static Tuple two(int which) {
        return tuple(2L * which * MemoryMap.MIB, 2 * MemoryMap.MIB);
    }

    @Example
    void aMapWithAnOfflineBlockShrinksToOneSuchBlock() {
        MemoryMap least =
                Shrunk.of(
                        maps(),
                        map -> map.of(Use.BLOCK).stream().anyMatch(b -> b.owner().isEmpty()));

        assertThat(least.ranges()).hasSize(5);
        assertThat(least.of(Use.BLOCK))
                .singleElement()
                .extracting(MemoryRange::start, MemoryRange::size)
                .containsExactly(MemoryMap.SMALLEST_BLOCK, MemoryMap.SMALLEST_BLOCK);
    }

    @Example
    void whatFitsOnlyInOneOrderIsPlaced() {
        // 4 GiB - 2 MiB aligned to 2 MiB fits below 4 GiB only around nothing else: the solver has
        // to put the other one, which may lie anywhere, above.
        RangeRequest anywhere =
                new RangeRequest(Use.BLOCK, Optional.empty(), RangeRequest.Side.EITHER, 32, 32);
        RangeRequest all =
                new RangeRequest(
                        Use.PRIVATE, Optional.of(Isa.X86_64), RangeRequest.Side.BELOW, 4094, 2);
        RangePlacement placement = new RangePlacement(4096, 8192);

        assertThat(placement.place(List.of(anywhere, all), 0).orElseThrow())
                .extracting(MemoryRange::start)
                .containsExactly(MemoryMap.BORDER, 0L);
        assertThat(placement.place(List.of(all, all), 7)).isEmpty();
    }

    @Provide
    Arbitrary<MemoryMap> maps() {
        return MemoryMaps.maps();
    }
}

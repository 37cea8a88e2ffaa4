package dev.fracas.model.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What MESI promises, over any accesses of four cores, two to a cache. */
class CoherentLineTest {
    private static final int CORES = 4;
    private static final int[] CACHES = {0, 0, 1, 1};

    @Property
    void aModifiedOrExclusiveCopyIsTheOnlyOne(@ForAll List<@IntRange(max = 7) Integer> accesses) {
        CoherentLine line = new CoherentLine(CACHES);
        for (int access : accesses) {
            access(line, access);
            long copies = holders(line, Mesi.values().length - 1);
            long sole = holders(line, Mesi.SHARED.ordinal());
            assertThat(sole).isLessThanOrEqualTo(1);
            assertThat(sole == 1 && copies > 1).isFalse();
        }
    }

    @Property
    void anAccessLeavesItsCoreWithACopyThatServesTheNext(
            @ForAll @Size(max = 20) List<@IntRange(max = 7) Integer> accesses,
            @ForAll @IntRange(max = 7) int last) {
        CoherentLine line = new CoherentLine(CACHES);
        accesses.forEach(access -> access(line, access));
        access(line, last);
        assertThat(access(line, last)).isEqualTo(Service.HIT);
    }

    @Property
    void onlyALoadSnoopsDataAndOnlyAStoreInvalidates(
            @ForAll List<@IntRange(max = 7) Integer> accesses) {
        CoherentLine line = new CoherentLine(CACHES);
        for (int access : accesses) {
            Service service = access(line, access);
            assertThat(access < CORES ? service.snoopInvalidate() : service.snoopData()).isFalse();
        }
    }

    /** Accesses 0 to 3 are loads of cores 0 to 3, 4 to 7 their stores. */
    private static Service access(CoherentLine line, int access) {
        return access < CORES ? line.load(access) : line.store(access - CORES);
    }

    private static long holders(CoherentLine line, int below) {
        return IntStream.range(0, CORES).filter(c -> line.copyOf(c).ordinal() < below).count();
    }
}

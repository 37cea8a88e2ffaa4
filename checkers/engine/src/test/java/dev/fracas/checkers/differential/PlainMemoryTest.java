package dev.fracas.checkers.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.generators.addressspace.AddressSpaceWorkloads;
import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.addressspace.workload.UserCall;
import dev.fracas.model.mechanism.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Stramash, Popcorn and one plain memory, on the same workloads. */
class PlainMemoryTest {
    private static final int MAX_STATES = 15_000;

    /** A write and a read on each side: no interleaving has both reads before both writes. */
    private static final AddressSpaceWorkload STORE_BUFFERING =
            AddressSpaceWorkload.named("2pages_x86-w0=1-r1_arm-w1=1-r0");

    /** Who sees what was written after a munmap no longer sees the page. */
    private static final AddressSpaceWorkload MUNMAP_THEN_MESSAGE =
            AddressSpaceWorkload.named("2pages_x86-u0-w1=1_arm-r0-r1-r0");

    @Example
    void onePlainMemoryEndsInTheWaysThatOneCanCount() {
        assertThat(PlainMemory.outcomes(STORE_BUFFERING))
                .extracting(Outcome::toString)
                .containsExactlyInAnyOrder(
                        "w 0 w 1; memory 1 1", "w 1 w 0; memory 1 1", "w 1 w 1; memory 1 1");
        assertThat(PlainMemory.outcomes(MUNMAP_THEN_MESSAGE))
                .extracting(Outcome::toString)
                .contains("w 0 1 !; memory - 1", "w 0 0 0; memory - 1")
                .doesNotContain("w 0 1 0; memory - 1");
    }

    /** Neither can do what the other cannot, and both do all that the specification allows. */
    @Property(seed = "1", tries = 15, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void stramashAndPopcornEndJustAsOnePlainMemoryDoes(
            @ForAll("shared") AddressSpaceWorkload workload) {
        Set<Outcome> allowed = PlainMemory.outcomes(workload);
        for (Reading reading : List.of(Reading.PAPER, Reading.POPCORN)) {
            Optional<Set<Outcome>> found =
                    MachineOutcomes.of(workload, reading).everyOne(MAX_STATES);
            found.ifPresent(outcomes -> assertThat(outcomes).isEqualTo(allowed));
            Statistics.label(reading + " seen whole")
                    .collect(found.isPresent())
                    .coverage(c -> c.check(true).percentage(p -> p > 50));
        }
    }

    @Example
    void theReleasedSourceEndsInWaysThatNoMemoryDoes() {
        AddressSpaceWorkload workload = AddressSpaceWorkload.named("1page_x86-r0_arm-w0=2");
        assertThat(left(workload, Reading.RELEASED, ""))
                .extracting(Outcome::toString)
                .containsExactly("0 w; memory torn");
    }

    @Example
    void aPageMappedTwiceEndsInAWayThatNoMemoryDoes() {
        AddressSpaceWorkload workload = AddressSpaceWorkload.named("1page_x86-w0=1_arm-w0=2");
        assertThat(left(workload, Reading.PAPER, "")).isEmpty();
        assertThat(left(workload, Reading.PAPER, "remote-local-lock"))
                .extracting(Outcome::toString)
                .contains("w w; memory torn");
    }

    @Example
    void aCopyThatIsNotTakenAwayEndsInAWayThatNoMemoryDoes() {
        AddressSpaceWorkload workload = AddressSpaceWorkload.named("1page_x86-r0_arm-w0=2");
        assertThat(left(workload, Reading.POPCORN, "")).isEmpty();
        assertThat(left(workload, Reading.POPCORN, "remote-shares-without-flush"))
                .extracting(Outcome::toString)
                .containsExactly("0 w; memory torn");
    }

    @Example
    void aMunmapThatTellsNobodyEndsInAWayThatNoMemoryDoes() {
        assertThat(left(MUNMAP_THEN_MESSAGE, Reading.PAPER, "")).isEmpty();
        assertThat(left(MUNMAP_THEN_MESSAGE, Reading.PAPER, "unmap-skips-remote"))
                .extracting(Outcome::toString)
                .contains("w 0 1 0; memory - 1");
    }

    /** What that reading ends in and no plain memory does. */
    private static Set<Outcome> left(
            AddressSpaceWorkload workload, Reading reading, String defect) {
        Set<Outcome> found =
                MachineOutcomes.of(workload, reading, defect).everyOne(500_000).orElseThrow();
        found.removeAll(PlainMemory.outcomes(workload));
        return found;
    }

    /** What all three have calls for, and where it matters who comes first. */
    @Provide
    Arbitrary<AddressSpaceWorkload> shared() {
        return AddressSpaceWorkloads.small(Reading.POPCORN)
                .arbitrary()
                .filter(1_000, PlainMemoryTest::isRace);
    }

    private static boolean isRace(AddressSpaceWorkload workload) {
        return workload.tasks().stream().noneMatch(t -> t.calls().contains(new UserCall.Exit()))
                && PlainMemory.outcomes(workload).size() > 1;
    }
}

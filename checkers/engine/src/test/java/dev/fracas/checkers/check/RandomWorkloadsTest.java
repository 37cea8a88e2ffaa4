package dev.fracas.checkers.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.generators.addressspace.AddressSpaceWorkloads;
import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Small random workloads, each in its whole space within a bound. */
class RandomWorkloadsTest {
    private static final long MAX_STATES = 2000;

    @Property(seed = "1", tries = 300, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void whatThePaperDescribesKeepsItsPromisesWhateverTheWorkload(
            @ForAll("paper") AddressSpaceWorkload workload) {
        keepsItsPromises(workload.in(Reading.PAPER), 60);
    }

    @Property(seed = "1", tries = 60, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void whatIsPromisedOfPopcornHoldsWhateverTheWorkload(
            @ForAll("popcorn") AddressSpaceWorkload popcorn) {
        keepsItsPromises(popcorn.in(Reading.POPCORN), 50);
    }

    private static void keepsItsPromises(Mechanism configuration, int percentComplete) {
        Report report = check(configuration, "");
        Statistics.label(configuration.reading() + " in its whole space")
                .collect(report.bounded().isComplete())
                .coverage(c -> c.check(true).percentage(p -> p > percentComplete));

        assertThat(report.properties())
                .isNotEmpty()
                .allSatisfy(p ->
                        assertThat(p.verdict())
                                .as("%s of %s", p.id(), configuration)
                                .isIn(Verdict.HOLDS, Verdict.INCOMPLETE));
    }

    /** The same workloads see what is wrong when something is. */
    @Example
    void randomWorkloadsFindDefects() {
        List<String> found = new ArrayList<>();
        for (String defect : List.of("remote-no-recheck", "unmap-skips-remote", "fork-no-flush")) {
            RandomGenerator<AddressSpaceWorkload> workloads = paper().generator(1000);
            Random random = new Random(1);
            for (int i = 0; i < 100 && !found.contains(defect); i++) {
                Mechanism drawn = workloads.next(random).value().in(Reading.PAPER);
                if (check(drawn, defect).properties().stream()
                        .anyMatch(p -> p.verdict() == Verdict.VIOLATED)) {
                    found.add(defect);
                }
            }
        }
        assertThat(found)
                .containsExactly("remote-no-recheck", "unmap-skips-remote", "fork-no-flush");
    }

    private static Report check(Mechanism configuration, String defect) {
        Explorer explorer =
                Explorer.unbounded().withWorkers(1).within(Bounds.none().withMaxStates(MAX_STATES));
        return Checks.check(
                configuration,
                defect.isEmpty()
                        ? configuration.ground().usual()
                        : configuration.ground().usual().withDefect(defect),
                explorer);
    }

    @Provide
    Arbitrary<AddressSpaceWorkload> paper() {
        return AddressSpaceWorkloads.small(Reading.PAPER).arbitrary();
    }

    @Provide
    Arbitrary<AddressSpaceWorkload> popcorn() {
        return AddressSpaceWorkloads.small(Reading.POPCORN).arbitrary();
    }
}

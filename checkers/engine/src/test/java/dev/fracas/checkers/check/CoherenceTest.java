package dev.fracas.checkers.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.hunt.Finding;
import dev.fracas.checkers.hunt.HuntBounds;
import dev.fracas.checkers.hunt.HuntReport;
import dev.fracas.checkers.hunt.Hunter;
import dev.fracas.checkers.hunt.Uniform;
import dev.fracas.model.coherence.CoherenceFamily;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Caches on a bus have no cores, and are checked and hunted like any mechanism. */
class CoherenceTest {
    private static final Mechanism BUS = new CoherenceFamily().mechanisms().getFirst();

    static Stream<Defect> defects() {
        return BUS.defects().stream();
    }

    @Test
    void cachesOfBothIsasAreCoherentAndServeTheirCores() {
        Report report = Checks.check(BUS, BUS.ground().usual());
        assertThat(report.properties()).allMatch(p -> p.verdict() == Verdict.HOLDS);
        assertThat(report.bounded().unreached()).isEmpty();
        assertThat(report.costs()).isEmpty();
        assertThat(report.endless().orElseThrow().distinctStates()).isEqualTo(19_600);
    }

    @Test
    void soAreThree() {
        MachineDescription three =
                BUS.ground().usual().withCores(List.of(Isa.X86_64, Isa.AARCH64, Isa.AARCH64));
        Report report = Checks.check(BUS, three.withRounds(1));
        assertThat(report.properties()).allMatch(p -> p.verdict() == Verdict.HOLDS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void everyDefectIsCaughtByThePropertyThatItIsSaidToViolate(Defect defect) {
        PropertyVerdict found =
                Checks.check(BUS, defect.exposedBy()).properties().stream()
                        .filter(p -> p.promise().property().equals(defect.violates()))
                        .findFirst()
                        .orElseThrow();
        assertThat(found.counterexample())
                .hasValueSatisfying(replay -> assertThat(replay.isConfirmed()).isTrue());
    }

    @Test
    void aHuntFindsTheStaleRead() {
        Defect stale = BUS.defects().get(1);
        HuntReport report =
                Hunter.with(new Uniform(), 1, HuntBounds.ofRuns(300, 1_000))
                        .hunt(BUS, stale.exposedBy().withRounds(15));
        assertThat(report.findings())
                .filteredOn(Finding::isViolated)
                .extracting(Finding::id)
                .contains(stale.violates().id());
    }
}

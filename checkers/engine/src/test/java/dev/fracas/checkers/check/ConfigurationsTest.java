package dev.fracas.checkers.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.sample.HandOver;
import dev.fracas.checkers.sample.HandOverProperties;
import dev.fracas.counterexamples.Replay;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import dev.fracas.spec.Verdict;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import dev.fracas.spec.machine.MachineProperties;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workloads that are finite: liveness is judged on them as they are. */
class ConfigurationsTest {
    private static final LatencyTable LATENCIES = LatencyTable.of(CorePair.DEFAULT);

    private static final HandOver PAPER = new HandOver("hand-over", Reading.PAPER);
    private static final HandOver RELEASED = new HandOver("hand-over", Reading.RELEASED);
    private static final HandOver POPCORN = new HandOver("hand-over", Reading.POPCORN);
    private static final HandOver LOST = new HandOver("lost-hand-over", Reading.RELEASED);

    private static Report check(Mechanism configuration) {
        return Checks.check(configuration, configuration.ground().usual());
    }

    private static PropertyVerdict verdict(Report report, Property<?> property) {
        return report.properties().stream()
                .filter(p -> p.promise().property().equals(property))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Mechanism> configurations() {
        return HandOver.all().stream();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void everyConfigurationIsAsDeclaredAfterOneExploration(Mechanism configuration) {
        Report report = check(configuration);
        assertThat(report.properties())
                .allSatisfy(p -> assertThat(p.verdict()).as(p.id()).isEqualTo(p.expected()));
        assertThat(report.endless()).isEmpty();
    }

    @Test
    void aLoopThatStarvesIsAFairCycleOfAFiniteWorkload() {
        Replay lasso =
                verdict(check(RELEASED), HandOverProperties.EVERY_FAULT_RETURNS)
                        .counterexample()
                        .orElseThrow();
        assertThat(lasso.isConfirmed()).isTrue();
        assertThat(lasso.trace().cycle()).isNotEmpty();
        assertThat(lasso.headline()).endsWith("arm:1 waits for ever.");
    }

    @Test
    void aStandstillIsAFairCycleOfAFiniteWorkload() {
        Replay lasso =
                verdict(check(LOST), HandOverProperties.EVERY_FAULT_RETURNS)
                        .counterexample()
                        .orElseThrow();
        assertThat(lasso.isConfirmed()).isTrue();
        assertThat(lasso.trace().cycle()).isEmpty();
    }

    static Stream<Explorer> cut() {
        StopSignal stop = new StopSignal();
        stop.stop("an interrupt");
        return Stream.of(
                Explorer.unbounded().within(Bounds.none().withMaxStates(3)),
                Explorer.unbounded().within(Bounds.none().withMaxBytes(1)),
                Explorer.unbounded().within(Bounds.none().withTimeout(Duration.ofNanos(1))),
                Explorer.unbounded().stoppedBy(stop));
    }

    @ParameterizedTest
    @MethodSource("cut")
    void aCutLeavesLivenessOpenAndIsNamed(Explorer explorer) {
        Report report = Checks.check(RELEASED, RELEASED.ground().usual(), explorer);
        assertThat(verdict(report, HandOverProperties.EVERY_FAULT_RETURNS).verdict())
                .isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.bounded().cutBy()).isNotEmpty();
        assertThat(report.isIncomplete()).isTrue();
    }

    @Test
    void whatWasJudgedBeforeFairCyclesNeedTooMuchMemoryIsKept() {
        long bytes =
                Explorer.unbounded()
                        .withWorkers(1)
                        .explore(RELEASED.machine(RELEASED.ground().usual()), List.of())
                        .bytes();
        Explorer tight =
                Explorer.unbounded().withWorkers(1).within(Bounds.none().withMaxBytes(bytes + 1));
        Report report = Checks.check(RELEASED, RELEASED.ground().usual(), tight);
        assertThat(verdict(report, HandOverProperties.NO_STALE_READ).verdict())
                .isEqualTo(Verdict.HOLDS);
        assertThat(verdict(report, HandOverProperties.EVERY_FAULT_RETURNS).verdict())
                .isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.bounded().cutBy()).contains("the search for fair cycles");
    }

    @Test
    void theWitnessOfACompleteRunIsKeptWhereItIsAskedFor() {
        Checker checker = new Checker(Explorer.unbounded(), List.of(), LATENCIES);
        Property<?> completes = MachineProperties.RUN_COMPLETES;
        assertThat(verdict(checker.check(PAPER, PAPER.ground().usual()), completes).witness())
                .isEmpty();
        Optional<Replay> witness =
                verdict(checker.keepingWitnesses().check(PAPER, PAPER.ground().usual()), completes)
                        .witness();
        assertThat(witness)
                .hasValueSatisfying(run -> {
                    assertThat(run.isConfirmed()).isTrue();
                    assertThat(run.headline()).endsWith("every core has ended.");
                });
    }

    @Test
    void completeRunsAreCostedWithWhatTheySend() {
        Cost paper = completeRuns(PAPER);
        Cost popcorn = completeRuns(POPCORN);
        assertThat(paper.completed()).isEqualTo(paper.runs()).isEqualTo(62);
        assertThat(paper.messages()).isEqualTo(new Cost.Range(0, 0));
        assertThat(popcorn.messages()).isEqualTo(new Cost.Range(1, 1));
        assertThat(popcorn.ipis()).isEqualTo(new Cost.Range(1, 1));
        assertThat(popcorn.cycles().least()).isGreaterThan(paper.cycles().least());
        assertThat(completeRuns(LOST).completed()).isZero();
    }

    private static Cost completeRuns(Mechanism configuration) {
        return new Checker(Explorer.unbounded(), List.of(HardwareModel.SEPARATED), LATENCIES)
                .check(configuration, configuration.ground().usual())
                .costs(Cost.COMPLETE_RUN)
                .getFirst();
    }

    @Test
    void theShortestCompleteRunIsFoundOrSaidNotToExistOrToBeUnknown() {
        assertThat(shortest(PAPER, Explorer.unbounded()))
                .isInstanceOfSatisfying(
                        CompleteRun.Shortest.class,
                        run -> assertThat(run.estimate().sent().messages()).isZero());
        assertThat(shortest(LOST, Explorer.unbounded())).isEqualTo(new CompleteRun.Never());
        assertThat(shortest(LOST, Explorer.unbounded().within(Bounds.none().withMaxDepth(1))))
                .isEqualTo(new CompleteRun.Cut("depth 1"));
    }

    private static CompleteRun.Outcome shortest(Mechanism configuration, Explorer explorer) {
        return CompleteRun.search(
                        configuration,
                        configuration.ground().usual(),
                        explorer,
                        HardwareModel.SEPARATED,
                        LATENCIES)
                .orElseThrow()
                .outcome();
    }
}

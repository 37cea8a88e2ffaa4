package dev.fracas.checkers.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Isa;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HunterTest {
    static Stream<Arguments> strategies() {
        return Hunts.STRATEGIES.stream().map(strategy -> Arguments.of(strategy.id(), strategy));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void theNumberOfWorkersChangesNothing(String id, Strategy strategy) {
        Hunter hunter = Hunter.with(strategy, 3, HuntBounds.ofRuns(150, 3_000));
        assertThat(found(hunter.withWorkers(2), "ticket-torn"))
                .isEqualTo(found(hunter, "ticket-torn"));
        assertThat(found(hunter.withWorkers(3), "origin-split-lock"))
                .isEqualTo(found(hunter, "origin-split-lock"));
    }

    @Test
    void anotherSeedMakesOtherRuns() {
        HuntBounds bounds = HuntBounds.ofRuns(50, 3_000);
        assertThat(found(Hunter.with(new Uniform(), 1, bounds), "ticket-torn"))
                .isNotEqualTo(found(Hunter.with(new Uniform(), 2, bounds), "ticket-torn"));
    }

    @Test
    void aHuntOfSoManyStepsEndsWithTheBatchThatHasThem() {
        Hunter hunter = Hunter.with(new Uniform(), 1, HuntBounds.ofTotal(20_000, 1_000));
        HuntReport report = Hunts.forDefect(hunter, "tas-in-turns");
        assertThat(report.steps()).isBetween(20_000L, 60_000L);
        assertThat(found(hunter.withWorkers(3), "tas-in-turns"))
                .isEqualTo(found(hunter, "tas-in-turns"));
    }

    /** Everything but the time. */
    private static List<Object> found(Hunter hunter, String defect) {
        HuntReport report = Hunts.forDefect(hunter, defect);
        List<Object> all = new ArrayList<>();
        all.add(report.forms());
        all.add(report.firstSurprise());
        for (Finding finding : report.findings()) {
            all.add(finding.id());
            all.add(finding.shown());
            all.add(finding.violations());
            all.add(finding.example().map(Finding.Example::run));
            all.add(finding.example().map(example -> example.replay().trace()));
        }
        return all;
    }

    @Test
    void aRunSaysHowItCanBeMadeAgain() {
        HuntReport report =
                Hunts.forDefect(
                        Hunter.with(new Pct(2), 5, HuntBounds.ofRuns(100, 3_000)), "ticket-torn");
        Finding violated =
                report.findings().stream().filter(Finding::isViolated).findFirst().orElseThrow();
        Finding.Example example = violated.example().orElseThrow();
        assertThat(example.replay().trace().note())
                .isEqualTo("found by fracas hunt --strategy pct --seed 5, run " + example.run());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void fourTasksOfEachKernelAreHuntedWithAllTheirActors(String id, Strategy strategy) {
        Mechanism eight =
                AddressSpaceWorkload.named(
                                "1page_x86-w0=1_x86-r0_x86-u0_x86-r0_arm-r0_arm-w0=2_arm-r0_arm-r0")
                        .in(Reading.PAPER);
        HuntReport report =
                Hunter.with(strategy, 1, HuntBounds.ofRuns(20, 20_000))
                        .hunt(eight, Hunts.machine(eight));
        // With their store buffers and interrupt controllers, more actors than an int has bits.
        assertThat(report.machine().cores()).hasSizeGreaterThan(10);
        assertThat(report.findings()).noneMatch(Finding::isViolated);
        assertThat(report.runs()).isEqualTo(20);
        assertThat(report.behaviours()).isGreaterThan(5);
    }

    @Test
    void tracesComeWithoutTheLoopsOfTheirRuns() {
        Mechanism mechanism = Hunts.named("stramash-ptl-released");
        HuntReport report =
                Hunter.with(new Uniform(), 1, HuntBounds.ofRuns(100, 2_000))
                        .hunt(mechanism, Hunts.machine(mechanism));
        assertThat(report.findings())
                .flatExtracting(finding -> finding.example().stream().toList())
                .isNotEmpty()
                .allSatisfy(example -> {
                    Trace trace = example.replay().trace();
                    assertThat(trace.stemLength()).isLessThanOrEqualTo(example.steps());
                    assertThat(example.replay().isConfirmed()).isTrue();
                });
    }

    @Test
    void aSignalEndsItAndKeepsWhatThereIs() {
        StopSignal stop = new StopSignal();
        Mechanism ticket = Hunts.named("ticket");
        Hunter hunter =
                Hunter.with(
                                new Uniform(),
                                1,
                                new HuntBounds(Long.MAX_VALUE, HuntBounds.NO_LIMIT, 1_000_000))
                        .telling(progress -> stop.stop("an interrupt"))
                        .stoppedBy(stop);
        HuntReport report = hunter.hunt(ticket, Hunts.machine(ticket));
        assertThat(report.isStopped()).isTrue();
        assertThat(report.stoppedBy()).isEqualTo("an interrupt");
        assertThat(report.steps()).isPositive();
    }

    @Test
    void timeEndsItToo() {
        Mechanism ticket = Hunts.named("ticket");
        HuntBounds bounds = new HuntBounds(Long.MAX_VALUE, Duration.ofMillis(300), 1_000);
        HuntReport report =
                Hunter.with(new Uniform(), 1, bounds).hunt(ticket, Hunts.machine(ticket));
        assertThat(report.isStopped()).isFalse();
        assertThat(report.runs()).isPositive();
        assertThat(report.seconds()).isLessThan(30);
    }

    @Test
    void spuriousFailuresOfStoreExclusiveAreInjectedWhereTheMachineHasThem() {
        Mechanism lock = Hunts.named("tas-exclusive");
        Hunter hunter = Hunter.with(new Uniform(), 1, HuntBounds.ofRuns(60, 2_000));
        HuntReport sure = hunter.hunt(lock, oneArmCore(Exclusives.ARCHITECTURAL));
        HuntReport spurious = hunter.hunt(lock, oneArmCore(Exclusives.ARCHITECTURAL_SPURIOUS));
        assertThat(sure.forms().getFirst().behaviours()).isOne();
        assertThat(spurious.forms().getFirst().behaviours()).isGreaterThan(10);
    }

    private static MachineDescription oneArmCore(Exclusives exclusives) {
        return new MachineDescription(
                "tas-exclusive",
                List.of(Isa.AARCH64),
                Memory.sequentialConsistency(),
                exclusives,
                15,
                Optional.empty());
    }
}

package dev.fracas.checkers.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.lock.LockMechanism;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Property;
import dev.fracas.spec.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search finds depends on neither its workers nor, unless they cut it, its bounds. */
class WorkersTest {
    private static final LockMechanism MCS = LockMechanisms.named("mcs");
    private static final LockMechanism UNFENCED = LockMechanisms.named("dekker-unfenced");

    @ParameterizedTest
    @ValueSource(strings = {"mcs", "dekker-unfenced", "qrwlock"})
    void countsAndTracesAreTheSameWithOneTwoOrThreeWorkers(String id) {
        LockMechanism mechanism = LockMechanisms.named(id);
        MachineDescription machine = Checks.pair(mechanism, Memory.totalStoreOrder(2));
        Report one = Checks.check(mechanism, machine, Explorer.unbounded().withWorkers(1));
        for (int workers = 2; workers <= 3; workers++) {
            Report more =
                    Checks.check(mechanism, machine, Explorer.unbounded().withWorkers(workers));
            assertThat(counts(more.bounded())).isEqualTo(counts(one.bounded()));
            assertThat(counts(more.endless().orElseThrow()))
                    .isEqualTo(counts(one.endless().orElseThrow()));
            assertThat(more.bounded().unreached()).isEqualTo(one.bounded().unreached());
            assertThat(shortestTraces(more)).isEqualTo(shortestTraces(one));
        }
    }

    static Stream<Bounds> bounds() {
        Bounds none = Bounds.none();
        return Stream.of(
                none.withMaxStates(100),
                none.withMaxBytes(1),
                none.withMaxDepth(3),
                none.withTimeout(Duration.ofNanos(1)));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void aBoundThatCutsLeavesVerdictsOpen(Bounds bounds) {
        MachineDescription machine = Checks.pair(MCS, Memory.totalStoreOrder(2));
        Report report = Checks.check(MCS, machine, Explorer.unbounded().within(bounds));
        assertThat(report.bounded().cutBy()).isNotEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.isSurprising()).isFalse();
    }

    @Test
    void aViolationFoundBeforeTheBoundIsAViolation() {
        MachineDescription machine = Checks.pair(UNFENCED, Memory.totalStoreOrder(2));
        Report report =
                Checks.check(
                        UNFENCED,
                        machine,
                        Explorer.unbounded().within(Bounds.none().withMaxDepth(8)));
        assertThat(report.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(report.isIncomplete()).isTrue();
    }

    @Test
    void aSearchThatIsToldToStopSaysWhy() {
        StopSignal stop = new StopSignal();
        stop.stop("an interrupt");
        Report report =
                Checks.check(
                        MCS,
                        Checks.pair(MCS, Memory.sequentialConsistency()),
                        Explorer.unbounded().stoppedBy(stop));
        assertThat(report.bounded().cutBy()).isEqualTo("an interrupt");
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    private static List<Long> counts(SpaceReport space) {
        return List.of(space.distinctStates(), space.transitions(), (long) space.depth());
    }

    /** Lassos are short but not the shortest, and may differ. */
    private static List<Trace> shortestTraces(Report report) {
        return report.properties().stream()
                .filter(p -> !(p.promise().property() instanceof Property.LeadsTo<?>))
                .map(PropertyVerdict::counterexample)
                .flatMap(Optional::stream)
                .map(Replay::trace)
                .toList();
    }
}

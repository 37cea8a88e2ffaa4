package dev.fracas.checkers.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.lock.LockMechanism;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Property;
import dev.fracas.spec.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefectsTest {
    static Stream<Arguments> defects() {
        return LockMechanisms.all().stream()
                .flatMap(m -> m.defects().stream().map(d -> Arguments.of(m, d.name(), d)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("defects")
    void everyDefectIsCaughtByThePropertyThatItIsSaidToViolate(
            LockMechanism mechanism, String name, Defect defect) {
        PropertyVerdict found = verdict(mechanism, defect, bounded(defect.exposedBy()));
        assertThat(found.verdict()).isEqualTo(Verdict.VIOLATED);
        if (defect.violates() instanceof Property.Sometimes<?>) {
            assertThat(found.counterexample()).isEmpty();
        } else {
            assertThat(found.counterexample())
                    .hasValueSatisfying(replay -> assertThat(replay.isConfirmed()).isTrue());
        }
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("defects")
    void withoutTheDefectThePropertyHoldsOnTheSameMachine(
            LockMechanism mechanism, String name, Defect defect) {
        MachineDescription machine = Checks.pair(mechanism, defect.exposedBy().memory());
        MachineDescription right =
                machine.withCores(defect.exposedBy().cores())
                        .withExclusives(defect.exposedBy().exclusives())
                        .withRounds(bounded(defect.exposedBy()).rounds());
        assertThat(verdict(mechanism, defect, right).verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void thereAreSixteenDefectsOrMoreAndTheirNamesDiffer() {
        assertThat(defects().map(arguments -> arguments.get()[1]).toList())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(16);
    }

    private static PropertyVerdict verdict(
            LockMechanism mechanism, Defect defect, MachineDescription machine) {
        return Checks.check(mechanism, machine).properties().stream()
                .filter(p -> p.promise().property().equals(defect.violates()))
                .findFirst()
                .orElseThrow();
    }

    /** The machine of a defect of liveness has no bound on rounds; a check wants one. */
    private static MachineDescription bounded(MachineDescription machine) {
        return machine.isEndless() ? machine.withRounds(2) : machine;
    }
}

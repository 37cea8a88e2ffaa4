package dev.fracas.checkers.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.lock.LockMechanism;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import dev.fracas.spec.Verdict;
import dev.fracas.spec.lock.LockProperties;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictsTest {
    static Stream<Arguments> mechanismsAndMemories() {
        return LockMechanisms.all().stream()
                .flatMap(mechanism ->
                        Stream.of(Memory.sequentialConsistency(), Memory.totalStoreOrder(2))
                                .map(memory -> Arguments.of(mechanism, memory)));
    }

    @ParameterizedTest
    @MethodSource("mechanismsAndMemories")
    void everyMechanismIsAsDeclared(LockMechanism mechanism, Memory memory) {
        Report report = Checks.check(mechanism, Checks.pair(mechanism, memory));
        assertThat(report.properties())
                .allSatisfy(p -> assertThat(p.verdict()).as(p.id()).isEqualTo(p.expected()));
        assertThat(report.bounded().isComplete()).isTrue();
        assertThat(report.endless()).hasValueSatisfying(s -> assertThat(s.isComplete()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("mechanismsAndMemories")
    void everyViolationComesWithATraceThatReplays(LockMechanism mechanism, Memory memory) {
        Report report = Checks.check(mechanism, Checks.pair(mechanism, memory));
        assertThat(report.properties())
                .filteredOn(p -> p.verdict() == Verdict.VIOLATED)
                .allSatisfy(p ->
                        assertThat(p.counterexample())
                                .hasValueSatisfying(
                                        replay -> assertThat(replay.isConfirmed()).isTrue()));
    }

    @Test
    void everyPropertyIsPromisedByAMechanism() {
        Set<Property<?>> promised =
                LockMechanisms.all().stream()
                        .flatMap(
                                m -> m.promises(Checks.pair(m, Memory.totalStoreOrder(2))).stream())
                        .map(promise -> promise.property())
                        .collect(Collectors.toSet());
        assertThat(promised).containsExactlyInAnyOrderElementsOf(LockProperties.all());
    }

    @Test
    void everyPropertyIsViolatedByADefect() {
        List<Property<?>> violated =
                LockMechanisms.all().stream()
                        .map(Mechanism::defects)
                        .flatMap(List::stream)
                        .<Property<?>>map(defect -> defect.violates())
                        .distinct()
                        .toList();
        assertThat(violated).containsExactlyInAnyOrderElementsOf(LockProperties.all());
    }
}

package dev.fracas.checkers.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.Exploration;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.model.addressspace.readings.AddressSpaceConfigurations;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import dev.fracas.spec.Verdict;
import dev.fracas.spec.addressspace.AddressSpaceProperties;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That every configuration is as declared in its whole space is said by the tests of the command.
 */
class AddressSpaceTest {
    static Stream<Arguments> defects() {
        return AddressSpaceConfigurations.all().stream()
                .flatMap(c -> c.defects().stream().map(d -> Arguments.of(d.name(), c, d)));
    }

    @Test
    void whatThePaperDescribesLacksNothing() {
        assertThat(AddressSpaceConfigurations.all())
                .filteredOn(c -> c.reading().equals(Optional.of(Reading.PAPER)))
                .hasSizeGreaterThan(20)
                .allSatisfy(c ->
                        assertThat(c.promises(c.ground().usual()))
                                .allSatisfy(p -> assertThat(p.keeps()).isTrue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void everyDefectIsCaughtByThePropertyThatItIsSaidToViolate(
            String name, Mechanism configuration, Defect defect) {
        if (defect.violates() instanceof Property.LeadsTo<?>) {
            PropertyVerdict found =
                    Checks.check(configuration, defect.exposedBy()).properties().stream()
                            .filter(p -> p.promise().property().equals(defect.violates()))
                            .findFirst()
                            .orElseThrow();
            assertThat(found.verdict()).isEqualTo(Verdict.VIOLATED);
            assertThat(found.counterexample().orElseThrow().isConfirmed()).isTrue();
        } else {
            // A violation of safety is looked for level by level, and the others not judged.
            Machine machine = configuration.machine(defect.exposedBy());
            Explorer explorer = Explorer.unbounded();
            Exploration found = explorer.explore(machine, List.of(defect.violates()));
            assertThat(found.isDecided(defect.violates())).isTrue();
            assertThat(configuration.promises(defect.exposedBy()))
                    .anySatisfy(p -> assertThat(p.property()).isEqualTo(defect.violates()));
        }
    }

    @Test
    void thereAreThirtyDefectsOrMoreAndTheirNamesDiffer() {
        assertThat(defects().map(arguments -> arguments.get()[0]).toList())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(30);
    }

    @Test
    void everyNumberedObligationIsOwedSomewhereAndHasADefectThatViolatesIt() {
        Set<String> owed =
                AddressSpaceConfigurations.all().stream()
                        .flatMap(c -> c.promises(c.ground().usual()).stream())
                        .map(promise -> promise.property().id())
                        .collect(Collectors.toSet());
        Set<String> violated =
                AddressSpaceConfigurations.all().stream()
                        .flatMap(c -> c.defects().stream())
                        .map(defect -> defect.violates().id())
                        .collect(Collectors.toSet());
        List<String> numbered =
                AddressSpaceProperties.all().stream()
                        .map(Property::id)
                        .filter(id -> id.matches("[SL]\\d+"))
                        .toList();
        assertThat(owed).containsAll(numbered);
        assertThat(violated).containsAll(numbered);
    }
}

package dev.fracas.checkers.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategiesTest {
    private static final HuntBounds A_FEW = HuntBounds.ofRuns(300, 5_000);

    static Stream<Arguments> strategiesAndDefects() {
        return Stream.of(
                        "ticket-torn",
                        "mcs-late-locked",
                        "filter-no-fence",
                        "origin-split-lock",
                        "cow-no-flush",
                        "unmap-no-flush")
                .flatMap(defect ->
                        Hunts.STRATEGIES.stream()
                                .map(strategy -> Arguments.of(strategy.id(), defect, strategy)));
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @MethodSource("strategiesAndDefects")
    void everyStrategyFindsDefectsOfLocksAndOfTheAddressSpace(
            String id, String defect, Strategy strategy) {
        HuntReport report =
                Hunts.forDefect(Hunter.with(strategy, 7, A_FEW).endingAtFirst(), defect);
        assertThat(report.isSurprising()).isTrue();
        assertThat(report.firstSurprise()).isPresent();
        assertThat(report.findings())
                .filteredOn(Finding::isViolated)
                .allSatisfy(finding ->
                        assertThat(finding.example())
                                .hasValueSatisfying(example ->
                                        assertThat(example.replay().isConfirmed()).isTrue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tas", "ttas", "tas-exclusive"})
    void starvationIsFoundAsAFairCycleThatReplays(String lock) {
        Mechanism mechanism = Hunts.named(lock);
        HuntReport report =
                Hunter.with(new Uniform(), 1, HuntBounds.ofRuns(100, 2_000))
                        .hunt(mechanism, Hunts.machine(mechanism));
        assertThat(report.isSurprising()).isFalse();
        assertThat(report.findings())
                .filteredOn(finding -> finding.id().equals("every-waiter-gets-in"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.example())
                                .hasValueSatisfying(example -> {
                                    assertThat(example.replay().trace().isLasso()).isTrue();
                                    assertThat(example.replay().isConfirmed()).isTrue();
                                }));
    }

    static Stream<Arguments> correctMechanisms() {
        return Stream.of("ticket", "mcs", "dekker", "two-remote-faults-one-table@paper")
                .flatMap(mechanism ->
                        Hunts.STRATEGIES.stream()
                                .map(strategy -> Arguments.of(strategy.id(), mechanism, strategy)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("correctMechanisms")
    void nothingIsFoundInWhatExhaustiveSearchFoundRight(String id, String name, Strategy strategy) {
        Mechanism mechanism = Hunts.named(name);
        HuntReport report =
                Hunter.with(strategy, 11, HuntBounds.ofRuns(50, 1_000))
                        .hunt(mechanism, Hunts.machine(mechanism));
        assertThat(report.runs()).isEqualTo(50);
        assertThat(report.findings()).noneMatch(Finding::isViolated);
        assertThat(report.findings())
                .filteredOn(Finding::shown)
                .allMatch(f -> f.promise().property() instanceof Property.Sometimes<?>);
    }
}

package dev.fracas.checkers.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.model.addressspace.readings.AddressSpaceConfigurations;
import dev.fracas.model.addressspace.readings.Part;
import dev.fracas.model.mechanism.Families;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Verdict;
import dev.fracas.spec.addressspace.AddressSpaceProperties;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some parts of the kernels as released, the others as the paper has them. */
class MixedReadingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin-and-remote-first-touch",
                "unmap-against-remote-fault",
                "missing-table-falls-back",
                "walk-past-vma-end",
                "cow-against-remote-reads",
                "exit-with-remote-pages"
            })
    void everyPartAsReleasedIsTheReleasedReading(String name) {
        Set<String> parts = Arrays.stream(Part.values()).map(Part::id).collect(Collectors.toSet());
        Report mixed = check(paper(name).withReleased(parts));
        Report released = check(find(name + "@released"));
        assertThat(mixed.bounded().distinctStates()).isEqualTo(released.bounded().distinctStates());
        Set<String> both = violated(mixed);
        // Only the paper owes this one, and a mixed reading promises what the paper does.
        both.remove(AddressSpaceProperties.LEAF_IN_VMA.id());
        assertThat(both).isNotEmpty().isEqualTo(violated(released));
    }

    @Test
    void theOriginsFaultHandlerAsReleasedIsEnoughToFaultForEver() {
        assertThat(violated(check(find("write-to-read-only@paper+origin-fault"))))
                .contains("L3", "L4");
    }

    @Test
    void theWalkerAsReleasedIsEnoughToMapTwoFrames() {
        assertThat(violated(check(find("origin-and-remote-first-touch@paper+remote-fault"))))
                .contains("S5", "user-view");
    }

    @Test
    void exitAsReleasedIsEnoughToFreeWhatTheRemoteStillMaps() {
        assertThat(violated(check(find("exit-with-remote-pages@paper+exit")))).contains("S11");
    }

    @Test
    void aTraceOfMixedReadingsReplays() {
        Mechanism mixed = find("origin-and-remote-first-touch@paper+remote-fault");
        assertThat(check(mixed).properties())
                .filteredOn(p -> p.verdict() == Verdict.VIOLATED)
                .isNotEmpty()
                .allSatisfy(
                        p -> assertThat(p.counterexample().orElseThrow().isConfirmed()).isTrue());
    }

    @Test
    void aMixedReadingPromisesWhatThePaperPromises() {
        Mechanism paper = paper("unmap-against-remote-fault");
        assertThat(paper.withReleased(Set.of("mapping")).promises(paper.ground().usual()))
                .isEqualTo(paper.promises(paper.ground().usual()));
    }

    @Test
    void anUnknownPartIsRefusedInOneLine() {
        assertThatThrownBy(() -> find("unmap-against-remote-fault@paper+futex"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'futex' is no part of unmap-against-remote-fault@paper")
                .hasMessageContaining("remote-fault");
    }

    @Test
    void distributedPagesAreRefusedWithAnOriginThatKnowsNoneOfThem() {
        assertThatThrownBy(() -> find("missing-table-falls-back@paper+remote-fault"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("origin-fault has to be as released too");
    }

    @Test
    void anotherReadingHasNoParts() {
        assertThatThrownBy(() -> find("unmap-against-remote-fault@popcorn+mapping"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Report check(Mechanism mechanism) {
        return Checks.check(mechanism, mechanism.ground().usual());
    }

    private static Mechanism paper(String name) {
        return find(name + "@paper");
    }

    private static Mechanism find(String id) {
        return Families.find(AddressSpaceConfigurations.all(), id).orElseThrow();
    }

    private static Set<String> violated(Report report) {
        return report.properties().stream()
                .filter(p -> p.verdict() == Verdict.VIOLATED)
                .map(PropertyVerdict::id)
                .collect(Collectors.toSet());
    }
}

package dev.fracas.checkers.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.composition.CompositionFamily;
import dev.fracas.model.mechanism.Asked;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.messaging.MessagingFamily;
import dev.fracas.model.pages.PageAllocatorFamily;
import dev.fracas.spec.Property;
import dev.fracas.spec.Verdict;
import dev.fracas.spec.interrupts.InterruptProperties;
import dev.fracas.spec.kernel.messaging.MessagingProperties;
import dev.fracas.spec.kernel.pages.PageAllocatorProperties;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the kernel on machines of their own, and all of them on one. */
class RoomsTest {
    private static final List<Family> FAMILIES =
            List.of(new MessagingFamily(), new PageAllocatorFamily(), new CompositionFamily());

    static Stream<Mechanism> mechanisms() {
        return FAMILIES.stream().flatMap(family -> family.mechanisms().stream());
    }

    static Stream<Arguments> defects() {
        return mechanisms()
                .flatMap(m -> m.defects().stream().map(d -> Arguments.of(d.name(), m, d)));
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void everyPromiseIsKept(Mechanism mechanism) {
        assertThat(Checks.check(mechanism, mechanism.ground().usual()).properties())
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.verdict()).as(p.id()).isEqualTo(Verdict.HOLDS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void everyDefectIsCaughtByThePropertyThatItIsSaidToViolate(
            String name, Mechanism mechanism, Defect defect) {
        Mechanism asked = Asked.keeping(mechanism, List.of(defect.violates()));
        assertThat(Checks.check(asked, defect.exposedBy()).properties())
                .singleElement()
                .satisfies(p -> assertThat(p.verdict()).isEqualTo(Verdict.VIOLATED));
    }

    @Test
    void everyPropertyHasADefectThatViolatesIt() {
        Set<Property<?>> violated =
                mechanisms()
                        .flatMap(m -> m.defects().stream())
                        .map(Defect::violates)
                        .collect(Collectors.toSet());
        assertThat(violated)
                .containsAll(MessagingProperties.all())
                .containsAll(InterruptProperties.all())
                .containsAll(PageAllocatorProperties.all());
    }

    /** A frame is given out of a block that is not online only where there is such a block. */
    @Test
    void onlyWhatCanBeBrokenIsPromised() {
        assertThat(owing(PageAllocatorProperties.FRAME_OF_ONLINE_BLOCK))
                .containsExactly("two-threads-allocate");
        assertThat(owing(PageAllocatorProperties.WATERMARK_IS_KEPT))
                .containsExactly("last-page-race");
    }

    private static List<String> owing(Property<?> property) {
        return mechanisms()
                .filter(m ->
                        m.promises(m.ground().usual()).stream()
                                .anyMatch(promise -> promise.property().equals(property)))
                .map(Mechanism::name)
                .toList();
    }
}

package dev.fracas.checkers.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.linearizability.LinearizabilityVerdict.Linearizable;
import dev.fracas.checkers.linearizability.LinearizabilityVerdict.NotLinearizable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/**
 * The search and the constraint model say the same of histories that are linearizable and of such
 * as may not be, down to the response that no order explains; on tiny ones a brute force over all
 * permutations does too.
 */
class CheckersAgreeTest {
    static final int MOST = 100_000;

    private final LinearizabilityChecker search = new LinearizabilitySearch();
    private final LinearizabilityChecker constraints =
            new LinearizabilityConstraints(Duration.ofSeconds(30));

    @Provide
    Arbitrary<ObjectKind<?>> kinds() {
        return Arbitraries.of(ObjectKind.ALL);
    }

    @Property(tries = 400)
    void whatCorrectObjectsAnswerIsLinearizable(
            @ForAll("kinds") ObjectKind<?> kind,
            @ForAll @Size(max = 60) List<@IntRange(max = MOST) Integer> choices) {
        History history = Simulation.history(List.of(kind), 3, choices);
        Map<String, SequentialSpecification<?>> objects = Simulation.specifications(List.of(kind));

        assertThat(search.check(history, objects)).isInstanceOf(Linearizable.class);
        assertThat(constraints.check(history, objects)).isInstanceOf(Linearizable.class);
    }

    @Property(tries = 800)
    void bothSayTheSameOfAlteredHistories(
            @ForAll("kinds") ObjectKind<?> kind,
            @ForAll @Size(max = 40) List<@IntRange(max = MOST) Integer> choices,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = MOST) Integer> mutations) {
        History history = Simulation.history(List.of(kind), 3, choices);
        for (int mutation : mutations) {
            history = Simulation.mutated(history, mutation);
        }
        agree(history, Simulation.specifications(List.of(kind)), kind.name());
    }

    @Property(tries = 300)
    void objectsCanBeLookedAtOneByOne(
            @ForAll @Size(max = 40) List<@IntRange(max = MOST) Integer> choices,
            @ForAll @Size(max = 2) List<@IntRange(max = MOST) Integer> mutations) {
        History history = Simulation.history(ObjectKind.ALL, 3, choices);
        for (int mutation : mutations) {
            history = Simulation.mutated(history, mutation);
        }
        agree(history, Simulation.specifications(ObjectKind.ALL), "all");
    }

    @Property(tries = 600)
    void everyPermutationOfTinyHistoriesSaysTheSame(
            @ForAll @Size(max = 14) List<@IntRange(max = MOST) Integer> choices,
            @ForAll("kinds") ObjectKind<?> kind,
            @ForAll @Size(max = 2) List<@IntRange(max = MOST) Integer> mutations) {
        History history = Simulation.history(List.of(kind), 3, choices);
        for (int mutation : mutations) {
            history = Simulation.mutated(history, mutation);
        }
        Map<String, SequentialSpecification<?>> objects = Simulation.specifications(List.of(kind));
        if (history.operations().size() <= 6) {
            boolean explained = EveryOrder.explains(history, objects);
            assertThat(search.check(history, objects) instanceof Linearizable).isEqualTo(explained);
            assertThat(constraints.check(history, objects) instanceof Linearizable)
                    .isEqualTo(explained);
        }
    }

    private void agree(
            History history, Map<String, SequentialSpecification<?>> objects, String kind) {
        LinearizabilityVerdict searched = search.check(history, objects);
        LinearizabilityVerdict solved = constraints.check(history, objects);
        Statistics.collect(kind, searched.getClass().getSimpleName());
        if (searched instanceof NotLinearizable(Refusal refusal)) {
            assertThat(solved)
                    .isInstanceOfSatisfying(
                            NotLinearizable.class,
                            no -> assertThat(no.refusal().refused()).isEqualTo(refusal.refused()));
        } else {
            assertThat(solved).isInstanceOf(Linearizable.class);
        }
    }
}

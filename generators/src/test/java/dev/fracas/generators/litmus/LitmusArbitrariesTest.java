package dev.fracas.generators.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class LitmusArbitrariesTest {
    private static final List<Class<? extends Action>> KINDS =
            List.of(
                    Action.Load.class,
                    Action.Store.class,
                    Action.Fence.class,
                    Action.Swap.class,
                    Action.FetchAndAdd.class,
                    Action.CompareAndSwap.class);

    @Property(seed = "1", tries = 500, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void programsAreSmallAndReachEveryKindOfAction(@ForAll("programs") LitmusProgram program) {
        assertThat(program.threads()).hasSizeBetween(2, 4).noneMatch(thread -> thread.isEmpty());
        assertThat(program.size()).isBetween(2, LitmusArbitraries.MAX_SIZE);
        assertThat(program.words()).isLessThanOrEqualTo(3);

        for (Class<? extends Action> kind : KINDS) {
            Statistics.label(kind.getSimpleName())
                    .collect(
                            program.threads().stream()
                                    .anyMatch(thread -> thread.stream().anyMatch(kind::isInstance)))
                    .coverage(c -> c.check(true).percentage(p -> p > 5));
        }
        Statistics.label("threads")
                .collect(program.threads().size())
                .coverage(c -> {
                    c.check(2).percentage(p -> p > 10);
                    c.check(3).percentage(p -> p > 10);
                    c.check(4).percentage(p -> p > 5);
                });
    }

    @Example
    void programsShrinkToTheFewestAndPlainestActions() {
        Predicate<LitmusProgram> hasLockedActionInTheSecondThread =
                p -> p.threads().get(1).stream().anyMatch(Action.Locked.class::isInstance);

        RandomGenerator<LitmusProgram> programs = LitmusArbitraries.programs().generator(1000);
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            Shrinkable<LitmusProgram> found = programs.next(random);
            while (!hasLockedActionInTheSecondThread.test(found.value())) {
                found = programs.next(random);
            }

            LitmusProgram smallest = shrunk(found, hasLockedActionInTheSecondThread);

            assertThat(smallest.threads()).hasSize(2);
            assertThat(smallest.size()).isEqualTo(2);
            assertThat(smallest.threads().get(0)).containsExactly(Action.load(0));
        }
    }

    /** The last of a chain of ever smaller programs that all pass. */
    private static LitmusProgram shrunk(
            Shrinkable<LitmusProgram> from, Predicate<LitmusProgram> passes) {
        Shrinkable<LitmusProgram> best = from;
        while (true) {
            Optional<Shrinkable<LitmusProgram>> smaller =
                    best.shrink().filter(s -> passes.test(s.value())).findFirst();
            if (smaller.isEmpty()) {
                return best.value();
            }
            best = smaller.get();
        }
    }

    @Provide
    Arbitrary<LitmusProgram> programs() {
        return LitmusArbitraries.programs();
    }
}

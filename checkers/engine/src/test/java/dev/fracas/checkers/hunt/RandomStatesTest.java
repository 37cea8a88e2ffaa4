package dev.fracas.checkers.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.Explorer;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem.Generator;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The states that random runs pass through are those that exhaustive search visits. */
class RandomStatesTest {
    static Stream<Arguments> strategiesAndMachines() {
        return Stream.of("ticket", "mcs", "tas-ipi", "stramash-ptl")
                .flatMap(lock ->
                        Hunts.STRATEGIES.stream()
                                .map(strategy -> Arguments.of(strategy.id(), lock, strategy)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("strategiesAndMachines")
    void everyStateOfARandomRunIsVisitedByExhaustiveSearch(
            String id, String lock, Strategy strategy) {
        Mechanism mechanism = Hunts.named(lock);
        MachineDescription description = Hunts.machine(mechanism).withRounds(1);
        Machine machine = mechanism.machine(description);
        Set<LongBuffer> all = reachable(machine);
        assertThat(all)
                .hasSize(
                        Math.toIntExact(
                                Explorer.unbounded().explore(machine, List.of()).distinctStates()));

        Set<LongBuffer> some = new HashSet<>();
        for (int run = 0; run < 300; run++) {
            walk(machine, strategy, run, some);
        }
        assertThat(all).containsAll(some);
        assertThat(some).hasSizeGreaterThan(all.size() / 4);
    }

    private static void walk(Machine machine, Strategy strategy, long seed, Set<LongBuffer> seen) {
        SplittableRandom random = new SplittableRandom(seed);
        Generator generator = machine.newFastGenerator();
        Scheduler scheduler = strategy.newScheduler(machine.actors(), 1_000);
        scheduler.begin(random, new Corpus());
        Moves moves = new Moves(machine);
        moves.begin(seed);
        int words = machine.layout().words();
        long[] state = initial(machine);
        for (int step = 0; step < 1_000; step++) {
            seen.add(LongBuffer.wrap(state));
            moves.look(generator, state);
            if (moves.count() == 0) {
                return;
            }
            Successors out = moves.successors();
            int at = out.at(scheduler.choose(moves, random, step));
            state = Arrays.copyOfRange(out.states(), at, at + words);
        }
    }

    /** The plain twin of the exhaustive engine. */
    private static Set<LongBuffer> reachable(Machine machine) {
        Generator generator = machine.newGenerator();
        int words = machine.layout().words();
        Successors out = new Successors(words);
        Set<LongBuffer> seen = new HashSet<>();
        Deque<long[]> open = new ArrayDeque<>();
        open.push(initial(machine));
        seen.add(LongBuffer.wrap(open.peek()));
        while (!open.isEmpty()) {
            out.clear();
            generator.successors(open.pop(), 0, out);
            for (int i = 0; i < out.count(); i++) {
                long[] next = Arrays.copyOfRange(out.states(), out.at(i), out.at(i) + words);
                if (seen.add(LongBuffer.wrap(next))) {
                    open.push(next);
                }
            }
        }
        return seen;
    }

    private static long[] initial(Machine machine) {
        Successors out = new Successors(machine.layout().words());
        machine.initialStates(out);
        return Arrays.copyOf(out.states(), machine.layout().words());
    }
}

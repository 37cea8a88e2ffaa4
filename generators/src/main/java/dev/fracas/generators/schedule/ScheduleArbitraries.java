package dev.fracas.generators.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/**
 * Schedules at random, made of <em>turns</em>: some steps as they come, and then one that is not
 * the next in order. They shrink towards fewer turns, earlier ones and the next in order but one,
 * and so towards shorter runs with fewer context switches and fewer delayed stores.
 */
public final class ScheduleArbitraries {
    /** The most turns of a schedule, unless {@link #schedules(int)} says otherwise. */
    public static final int MOST_TURNS = 12;

    /** The most steps as they come before a turn. */
    private static final int LONGEST_STRETCH = 15;

    private ScheduleArbitraries() {}

    private record Turn(int stretch, int choice) {}

    /** Schedules of up to {@link #MOST_TURNS} turns. */
    public static Arbitrary<Schedule> schedules() {
        return schedules(MOST_TURNS);
    }

    /** Schedules of up to that many turns, each number of them as likely as any other. */
    public static Arbitrary<Schedule> schedules(int mostTurns) {
        Arbitrary<Integer> stretches =
                Arbitraries.integers()
                        .between(0, LONGEST_STRETCH)
                        .withDistribution(RandomDistribution.uniform());
        Arbitrary<Integer> choices =
                Arbitraries.integers()
                        .between(1, Schedule.LARGEST_CHOICE)
                        .withDistribution(RandomDistribution.biased());
        return Combinators.combine(stretches, choices)
                .as(Turn::new)
                .list()
                .ofMaxSize(mostTurns)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(ScheduleArbitraries::schedule);
    }

    private static Schedule schedule(List<Turn> turns) {
        List<Integer> choices = new ArrayList<>();
        for (Turn turn : turns) {
            choices.addAll(Collections.nCopies(turn.stretch(), 0));
            choices.add(turn.choice());
        }
        return new Schedule(choices);
    }
}

package dev.fracas.generators.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Schedules at random, made of <em>turns</em>: some steps as they come, and then one that is not
 * the next in order. They shrink towards fewer turns, earlier ones and the next in order but one,
 * and so towards shorter runs with fewer context switches and fewer delayed stores. In one of four,
 * threads that serve messages reply up to {@link Schedule#LATEST} steps late; that shrinks towards
 * replies at once.
 */
public final class ScheduleArbitraries {
    /** The most turns of a schedule, unless {@link #schedules(int)} says otherwise. */
    public static final int MOST_TURNS = 12;

    /** The most steps as they come before a turn. */
    private static final int LONGEST_STRETCH = 15;

    private ScheduleArbitraries() {}

    /** Replies come late in one schedule of so many. */
    private static final int ONE_IN = 4;

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
        Arbitrary<List<Turn>> turns =
                Combinators.combine(stretches, choices)
                        .as(Turn::new)
                        .list()
                        .ofMaxSize(mostTurns)
                        .withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(turns, lateness()).as(ScheduleArbitraries::schedule);
    }

    private static Arbitrary<Integer> lateness() {
        return Arbitraries.frequencyOf(
                Tuple.of(ONE_IN - 1, Arbitraries.just(0)),
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(1, Schedule.LATEST)
                                .withDistribution(RandomDistribution.uniform())));
    }

    private static Schedule schedule(List<Turn> turns, int lateness) {
        List<Integer> choices = new ArrayList<>();
        for (Turn turn : turns) {
            choices.addAll(Collections.nCopies(turn.stretch(), 0));
            choices.add(turn.choice());
        }
        return new Schedule(choices, lateness);
    }
}

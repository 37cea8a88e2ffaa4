package dev.fracas.checkers.hunt;

import java.util.SplittableRandom;

/**
 * Delay-bounded scheduling (Emmi, Qadeer, Rakamarić: Delay-bounded scheduling, POPL 2011). A
 * deterministic schedule, in which each actor goes on until it cannot move and then the next one in
 * the round does, is disturbed at a few random steps: there the actor whose turn it is has to let
 * the others go first. The actor that begins is drawn too.
 *
 * <p>An actor that has moved 256 times in a row while others could is passed over; see {@link
 * Slice}.
 *
 * @param delays how often a run delays, 0 to 64
 */
public record DelayBounded(int delays) implements Strategy {
    public DelayBounded {
        Limits.checkChanges(delays);
    }

    @Override
    public String id() {
        return "delay";
    }

    @Override
    public String description() {
        return "round robin, each actor until it cannot move; delays: " + delays;
    }

    @Override
    public Scheduler newScheduler(int actors, int maxSteps) {
        return new RoundRobin(actors, maxSteps, new int[delays]);
    }

    private static final class RoundRobin implements Scheduler {
        private final int actors;
        private final int maxSteps;
        private final int[] delayPoints;
        private final Slice slice = new Slice();
        private int turn;
        private int delayed;

        RoundRobin(int actors, int maxSteps, int[] delayPoints) {
            this.actors = actors;
            this.maxSteps = maxSteps;
            this.delayPoints = delayPoints;
        }

        @Override
        public void begin(SplittableRandom random, Corpus corpus) {
            turn = random.nextInt(actors);
            delayed = 0;
            Horizon.DRAWN.place(delayPoints, maxSteps, random);
            slice.begin();
        }

        @Override
        public int choose(Moves moves, SplittableRandom random, int step) {
            long able = moves.actors();
            turn = ableFrom(turn, able);
            while (delayed < delayPoints.length && delayPoints[delayed] <= step) {
                delayed++;
                turn = ableFrom(turn + 1, able);
            }
            if (slice.isUsedUpBy(turn)) {
                turn = ableFrom(turn + 1, able);
            }
            slice.stepped(turn);
            return moves.of(turn, random);
        }

        /** The first in the round, from there on, that can move. */
        private int ableFrom(int from, long able) {
            int actor = from % actors;
            while ((able >> actor & 1) == 0) {
                actor = (actor + 1) % actors;
            }
            return actor;
        }
    }
}

package dev.fracas.checkers.hunt;

import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte: A randomized
 * scheduler with probabilistic guarantees of finding bugs, ASPLOS 2010). Actors have random
 * priorities; of those that can move the one with the highest does. At {@code changes} random steps
 * the one about to move falls below all others. A bug that {@code changes + 1} ordering constraints
 * bring about is found by a run with a probability of at least 1/(n k^changes), n actors, k steps.
 *
 * <p>Store buffers and interrupt controllers are actors like programs. An actor that has moved 256
 * times in a row while others could falls too; see {@link Slice}.
 *
 * @param changes how often a run changes priorities, 0 to 64
 * @param horizon within how many steps; drawn by each run where it is not known
 */
public record Pct(int changes, OptionalInt horizon) implements Strategy {
    public Pct {
        Limits.checkChanges(changes);
    }

    /** Changes of priority within a horizon that each run draws. */
    public Pct(int changes) {
        this(changes, OptionalInt.empty());
    }

    @Override
    public String id() {
        return "pct";
    }

    @Override
    public String description() {
        return "the actor with the highest priority moves; changes of priority: " + changes;
    }

    @Override
    public Scheduler newScheduler(int actors, int maxSteps) {
        return new ByPriority(actors, maxSteps, new int[changes], new Horizon(horizon));
    }

    private static final class ByPriority implements Scheduler {
        private final int[] priority;
        private final int[] changePoints;
        private final int maxSteps;
        private final Horizon horizon;
        private final Slice slice = new Slice();
        private int changed;

        /** Below every priority given so far. */
        private int lowest;

        ByPriority(int actors, int maxSteps, int[] changePoints, Horizon horizon) {
            this.priority = new int[actors];
            this.maxSteps = maxSteps;
            this.changePoints = changePoints;
            this.horizon = horizon;
        }

        @Override
        public void begin(SplittableRandom random, Corpus corpus) {
            for (int i = 0; i < priority.length; i++) {
                int j = random.nextInt(i + 1);
                priority[i] = priority[j];
                priority[j] = i;
            }
            lowest = -1;
            changed = 0;
            horizon.place(changePoints, maxSteps, random);
            slice.begin();
        }

        @Override
        public int choose(Moves moves, SplittableRandom random, int step) {
            int next = highest(moves.actors());
            while (changed < changePoints.length && changePoints[changed] <= step) {
                changed++;
                next = afterFallOf(next, moves);
            }
            if (slice.isUsedUpBy(next)) {
                next = afterFallOf(next, moves);
            }
            slice.stepped(next);
            return moves.of(next, random);
        }

        private int afterFallOf(int actor, Moves moves) {
            priority[actor] = lowest--;
            return highest(moves.actors());
        }

        private int highest(long actors) {
            int best = -1;
            for (long left = actors; left != 0; left &= left - 1) {
                int actor = Long.numberOfTrailingZeros(left);
                if (best < 0 || priority[actor] > priority[best]) {
                    best = actor;
                }
            }
            return best;
        }
    }
}

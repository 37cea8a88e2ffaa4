package dev.fracas.checkers.hunt;

import java.util.SplittableRandom;

/**
 * Goes on from where earlier runs found something new. Each run takes one from the corpus, repeats
 * it up to a random step, and from there on goes its own way, every actor as likely as the others;
 * one run in four takes none. A run that executes an instruction that none before it did, or brings
 * two cores to a pair of places where none before it had them, joins the corpus up to there.
 *
 * <p>Runs are made in batches. All runs of a batch see the corpus as it was at its start, and those
 * that join are added in the order of their numbers, so that chance plays no part in it.
 */
public record CoverageGuided() implements Strategy {
    private static final int FRESH_ONE_IN = 4;

    @Override
    public String id() {
        return "coverage";
    }

    @Override
    public String description() {
        return "goes on from runs that reached new instructions or new pairs of places";
    }

    @Override
    public Scheduler newScheduler(int actors, int maxSteps) {
        return new Continuing();
    }

    private static final class Continuing implements Scheduler {
        private int[] parent = new int[0];
        private int kept;

        @Override
        public void begin(SplittableRandom random, Corpus corpus) {
            kept = 0;
            if (!corpus.isEmpty() && random.nextInt(FRESH_ONE_IN) != 0) {
                parent = corpus.any(random);
                // half of them go on from the very place that was new
                kept = random.nextBoolean() ? parent.length : random.nextInt(parent.length + 1);
            }
        }

        @Override
        public int choose(Moves moves, SplittableRandom random, int step) {
            return step < kept ? moves.byStep(parent[step]) : moves.ofAnyone(random);
        }
    }
}

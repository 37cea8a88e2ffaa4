package dev.fracas.checkers.hunt;

import java.util.SplittableRandom;

/** Before each step every actor that can move is as likely as every other. */
public record Uniform() implements Strategy {
    @Override
    public String id() {
        return "uniform";
    }

    @Override
    public String description() {
        return "each actor that can move is as likely as the others";
    }

    @Override
    public Scheduler newScheduler(int actors, int maxSteps) {
        return new Scheduler() {
            @Override
            public void begin(SplittableRandom random, Corpus corpus) {
                // nothing is kept between steps
            }

            @Override
            public int choose(Moves moves, SplittableRandom random, int step) {
                return moves.ofAnyone(random);
            }
        };
    }
}

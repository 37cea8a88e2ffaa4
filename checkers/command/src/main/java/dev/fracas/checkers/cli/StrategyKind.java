package dev.fracas.checkers.cli;

import dev.fracas.checkers.hunt.CoverageGuided;
import dev.fracas.checkers.hunt.DelayBounded;
import dev.fracas.checkers.hunt.Pct;
import dev.fracas.checkers.hunt.Strategy;
import dev.fracas.checkers.hunt.Uniform;

/** The word behind {@code --strategy}. */
enum StrategyKind {
    UNIFORM,
    PCT,
    DELAY,
    COVERAGE;

    /** The strategy, which changes priorities or delays so often if it does that. */
    Strategy with(int changes) {
        return switch (this) {
            case UNIFORM -> new Uniform();
            case PCT -> new Pct(changes);
            case DELAY -> new DelayBounded(changes);
            case COVERAGE -> new CoverageGuided();
        };
    }
}

package dev.fracas.checkers.hunt;

import java.util.Locale;

/** The strategies by one word each. */
public enum StrategyKind {
    UNIFORM,
    PCT,
    DELAY,
    COVERAGE;

    /** The word: {@code uniform}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The strategy, which changes priorities or delays so often if it does that. */
    public Strategy with(int changes) {
        return switch (this) {
            case UNIFORM -> new Uniform();
            case PCT -> new Pct(changes);
            case DELAY -> new DelayBounded(changes);
            case COVERAGE -> new CoverageGuided();
        };
    }
}

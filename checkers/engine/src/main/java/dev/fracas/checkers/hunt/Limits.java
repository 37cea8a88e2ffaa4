package dev.fracas.checkers.hunt;

/** Ranges of what a hunt can be asked for. */
public final class Limits {
    /** The most changes of priority, or delays, of a run. */
    public static final int MOST_CHANGES = 64;

    /** The most steps of a run. */
    public static final int MOST_STEPS = 10_000_000;

    private Limits() {}

    static void checkChanges(int changes) {
        if (changes < 0 || changes > MOST_CHANGES) {
            throw new IllegalArgumentException(
                    "changes are 0 to %d, got %d".formatted(MOST_CHANGES, changes));
        }
    }
}

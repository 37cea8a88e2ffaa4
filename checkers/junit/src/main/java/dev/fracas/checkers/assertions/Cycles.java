package dev.fracas.checkers.assertions;

/**
 * A time in cycles, as cores count it.
 *
 * @param count 0 or more
 */
public record Cycles(long count) {
    public Cycles {
        if (count < 0) {
            throw new IllegalArgumentException("cycles are 0 or more, got " + count);
        }
    }

    @Override
    public String toString() {
        return count == 1 ? "1 cycle" : count + " cycles";
    }
}

package dev.fracas.checkers.mutate;

/** The ways of telling a mutant from the right program. */
public enum KillerKind {
    /** Everything within bounds. */
    EXHAUSTIVE,
    /** Random runs, a fixed number of steps of them. */
    HUNT
}

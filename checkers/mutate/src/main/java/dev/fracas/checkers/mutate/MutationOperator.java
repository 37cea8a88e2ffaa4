package dev.fracas.checkers.mutate;

import java.util.List;

/** A rule by which programs are mutated. */
sealed interface MutationOperator
        permits AdjacentSwap, AtomicSplit, BoundShift, LockOmission, Replacement {
    /** Short and stable, as on the command line. */
    String id();

    /** What is done wrong, in one clause. */
    String sentence();

    /** Everywhere in the program where the rule applies. */
    List<Mutation> mutations(OriginalProgram original);
}

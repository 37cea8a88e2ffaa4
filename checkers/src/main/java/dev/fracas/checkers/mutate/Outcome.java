package dev.fracas.checkers.mutate;

/**
 * A mutant and what became of it.
 *
 * @param isAlike it survived, and has as many states and transitions as the right program wherever
 *     it was tried: a hint, and no more, that it is equivalent
 */
public record Outcome(Mutant mutant, Fate fate, boolean isAlike) {}

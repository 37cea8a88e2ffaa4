package dev.fracas.checkers.mutate;

import java.util.List;

/**
 * A mutant and what became of it.
 *
 * @param isAlike it survived, and has as many states and transitions as the right program wherever
 *     it was tried: a hint, and no more, that it is equivalent
 * @param tried where it was tried, in that order; what kills it does so on the last
 */
public record MutantResult(Mutant mutant, MutantStatus status, boolean isAlike, List<Trial> tried) {
    public MutantResult {
        tried = List.copyOf(tried);
    }
}

package dev.fracas.counterexamples.minimization;

import dev.fracas.counterexamples.Trace;

/**
 * What minimizing a trace came to.
 *
 * @param trace the smallest trace found; it replays
 * @param provedShortest whether no run of the trace's machine with fewer steps shows the property
 * @param explanation what was shrunk and what was proved, in one line
 * @param candidatesTried how many traces were replayed and machines searched
 */
public record Minimized(
        Trace trace, boolean provedShortest, String explanation, int candidatesTried) {}

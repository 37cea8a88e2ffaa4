package dev.fracas.spec.coherence;

import dev.fracas.spec.StepView;

/** What can be seen of a step of a cache. */
public interface CoherenceStep extends StepView {
    /** A core read something else than what was written to the line last. */
    boolean readsStale();

    /** A core gets a line that the cache of a core of the other ISA has modified. */
    boolean takesModifiedLineOfOtherIsa();

    /** A core writes a line that the cache of a core of the other ISA holds. */
    boolean writesLineOfOtherIsa();
}

package dev.fracas.spec.coherence;

import dev.fracas.spec.StepView;

/** What can be seen of a step of a cache. */
public interface CoherenceStep extends StepView {
    /** A core read something else than what was written to the line last. */
    boolean readsStale();

    /** The line comes, modified, from the cache of a core of the other ISA. */
    boolean takesModifiedLineOfOtherIsa();

    /** A write takes a copy away from the cache of a core of the other ISA. */
    boolean invalidatesCopyOfOtherIsa();
}

package dev.fracas.model.addressspace.fused;

import dev.fracas.model.program.Routine;

/** {@code fork} by a thread at the origin. */
@FunctionalInterface
public interface ForkRoutine {
    /** The child has, as another page, what the parent has. */
    void fork(Routine r, int page, int childPage);
}

package dev.fracas.checkers.mutate;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;

/** A way of telling a mutant from what it was made of. Used by several threads. */
public interface Killer {
    /** Short and stable: {@code exhaustive}. */
    String id();

    /**
     * Judges a mechanism by what it promises to keep; what it is known to lack does not count.
     *
     * @param mechanism a mutant, or the right one, which survives
     * @param stop ends the attempt early when it is given
     */
    MutantStatus status(Mechanism mechanism, MachineDescription machine, StopSignal stop);
}

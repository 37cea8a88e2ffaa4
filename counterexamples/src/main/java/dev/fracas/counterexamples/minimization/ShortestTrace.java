package dev.fracas.counterexamples.minimization;

import dev.fracas.counterexamples.Trace;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Property;
import java.util.Optional;

/** A search for the shortest trace of a property on a machine, which the checkers supply. */
@FunctionalInterface
public interface ShortestTrace {
    /** As many steps as it takes. */
    int ANY_LENGTH = Integer.MAX_VALUE;

    /** A search that always gives up. */
    ShortestTrace NONE = (machine, property, maxSteps) -> Optional.empty();

    /**
     * Searches.
     *
     * @param maxSteps the most steps that a trace may have to be of use, or {@link #ANY_LENGTH}
     * @return a trace on exactly that machine; empty when there is none or the search gave up
     */
    Optional<Found> search(MachineDescription machine, Property<?> property, int maxSteps);

    /**
     * A trace that a search found.
     *
     * @param exhaustive every shorter run was looked at, so that none shows the property
     */
    record Found(Trace trace, boolean exhaustive) {}
}

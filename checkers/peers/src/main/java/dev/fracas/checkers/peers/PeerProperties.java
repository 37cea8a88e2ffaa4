package dev.fracas.checkers.peers;

import static dev.fracas.spec.Source.source;

import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.coherence.CoherenceView;

/** What the models assert in every state, so that ours does the same work as SPIN. */
final class PeerProperties {
    private static final Source STATES = source("checkers/peers/models", "STATES.md");

    static final Property<CriticalView> ONE_AT_A_TIME =
            Property.always(
                    "one-at-a-time",
                    "At most one core is inside its critical section.",
                    STATES,
                    CriticalView.class,
                    view -> view.inside() <= 1);

    static final Property<CoherenceView> COHERENT =
            Property.always(
                    "coherent",
                    "An owned copy is the only copy, and clean copies equal memory.",
                    STATES,
                    CoherenceView.class,
                    PeerProperties::isCoherent);

    private PeerProperties() {}

    private static boolean isCoherent(CoherenceView bus) {
        for (int line = 0; line < bus.lines(); line++) {
            boolean alone = bus.owners(line) == 0 || Integer.bitCount(bus.copies(line)) == 1;
            if (!alone || !bus.cleanCopiesEqualMemory(line)) {
                return false;
            }
        }
        return true;
    }
}

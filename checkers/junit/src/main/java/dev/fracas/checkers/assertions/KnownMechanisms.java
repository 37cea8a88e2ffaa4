package dev.fracas.checkers.assertions;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.families.KnownFamilies;
import dev.fracas.model.mechanism.Families;
import dev.fracas.model.mechanism.Mechanism;
import java.util.Collection;
import java.util.List;

/** The mechanisms of a test suite, and behind them those of every family that is known. */
record KnownMechanisms(List<Mechanism> own) implements Catalogue {
    KnownMechanisms {
        own = List.copyOf(own);
    }

    static KnownMechanisms and(Collection<? extends Mechanism> own) {
        return new KnownMechanisms(List.copyOf(own));
    }

    /** Whether the trace replays on one that Fracas comes with, and so by the fracas command. */
    static boolean replay(Trace trace) {
        try {
            return Replay.of(trace, and(List.of())).isConfirmed();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Mechanism mechanism(String id) {
        return Families.find(own, id)
                .or(() -> KnownFamilies.all().find(id))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no mechanism '%s'; of(...) says whose trace it is"
                                        .formatted(id)));
    }
}

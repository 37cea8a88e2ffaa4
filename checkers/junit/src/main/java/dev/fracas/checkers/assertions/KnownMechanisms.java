package dev.fracas.checkers.assertions;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.addressspace.readings.AddressSpaceConfigurations;
import dev.fracas.model.addressspace.workload.NamedWorkloads;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Configuration;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The mechanisms that Fracas comes with, behind those of a test suite. */
record KnownMechanisms(List<Mechanism> mechanisms) implements Catalogue {
    KnownMechanisms {
        mechanisms = List.copyOf(mechanisms);
    }

    static KnownMechanisms and(Collection<? extends Mechanism> own) {
        List<Mechanism> all = new ArrayList<>(own);
        all.addAll(LockMechanisms.all());
        all.addAll(AddressSpaceConfigurations.all());
        return new KnownMechanisms(all);
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
    public Machine machine(MachineDescription description) {
        return named(description.mechanism()).machine(description);
    }

    @Override
    public Property<?> property(MachineDescription description, String id) {
        return Catalogue.of(List.of(named(description.mechanism()))).property(description, id);
    }

    /**
     * The mechanism of that id, also a configuration with parts as released, or a workload, which
     * says in its id what it is.
     *
     * @throws IllegalArgumentException when there is none
     */
    Mechanism named(String id) {
        Optional<Mechanism> found = Configuration.find(mechanisms, id);
        if (found.isEmpty() && NamedWorkloads.isMeant(id)) {
            return NamedWorkloads.configuration(id);
        }
        return found.orElseThrow(() ->
                new IllegalArgumentException(
                        "there is no mechanism '%s'; of(...) says whose trace it is"
                                .formatted(id)));
    }
}

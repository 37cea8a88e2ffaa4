package dev.fracas.checkers.assertions;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.model.lock.LockProtocol;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import java.util.List;

/** A lock that goes by whatever name a trace has for it. */
record UnnamedLock(LockProtocol lock) implements Catalogue {
    @Override
    public Machine machine(MachineDescription description) {
        return named(description).machine(description);
    }

    @Override
    public Property<?> property(MachineDescription description, String id) {
        return Catalogue.of(List.of(named(description))).property(description, id);
    }

    private Mechanism named(MachineDescription description) {
        return Model.lock(description.mechanism(), cores -> lock).mechanism();
    }
}

package dev.fracas.checkers.assertions;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.model.lock.LockProtocol;
import dev.fracas.model.mechanism.Mechanism;

/** A lock that goes by whatever name a trace has for it. */
record UnnamedLock(LockProtocol lock) implements Catalogue {
    @Override
    public Mechanism mechanism(String id) {
        return Model.lock(id, cores -> lock).mechanism();
    }
}

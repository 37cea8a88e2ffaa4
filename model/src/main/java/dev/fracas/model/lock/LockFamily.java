package dev.fracas.model.lock;

import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import dev.fracas.spec.lock.LockProperties;
import java.util.List;

/** Locks that cores of both ISAs can share. */
public final class LockFamily implements Family {
    @Override
    public String id() {
        return "lock";
    }

    @Override
    public String summary() {
        return "locks that cores of both ISAs can share";
    }

    @Override
    public List<Mechanism> mechanisms() {
        return List.copyOf(LockMechanisms.all());
    }

    @Override
    public List<Property<?>> properties() {
        return LockProperties.all();
    }
}

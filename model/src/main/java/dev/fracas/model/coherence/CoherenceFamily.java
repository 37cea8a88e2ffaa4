package dev.fracas.model.coherence;

import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import dev.fracas.spec.coherence.CoherenceProperties;
import java.util.List;

/** Caches that cores of both ISAs keep copies in. */
public final class CoherenceFamily implements Family {
    @Override
    public String id() {
        return "coherence";
    }

    @Override
    public String summary() {
        return "caches of both ISAs that keep copies of the same lines";
    }

    @Override
    public List<Mechanism> mechanisms() {
        return List.of(new CoherenceMechanism());
    }

    @Override
    public List<Property<?>> properties() {
        return CoherenceProperties.all();
    }
}

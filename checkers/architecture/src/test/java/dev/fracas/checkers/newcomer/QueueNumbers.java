package dev.fracas.checkers.newcomer;

import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import java.util.List;

/** The family, as the file under META-INF/services names it. */
public final class QueueNumbers implements Family {
    @Override
    public String id() {
        return "queue-numbers";
    }

    @Override
    public String summary() {
        return "cores draw numbers";
    }

    @Override
    public List<Mechanism> mechanisms() {
        return List.of(new DrawnNumber());
    }

    @Override
    public List<Property<?>> properties() {
        return List.of(DrawnNumber.NO_NUMBER_TWICE);
    }
}

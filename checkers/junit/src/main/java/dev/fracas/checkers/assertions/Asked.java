package dev.fracas.checkers.assertions;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Configuration;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.timing.Span;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.addressspace.AddressSpaceProperties;
import dev.fracas.spec.lock.LockProperties;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A mechanism that is asked for certain properties, whatever it promises itself.
 *
 * <p>The properties that Fracas states may look at ghosts that a machine only has where its
 * mechanism is judged by them; on another they would hold because nothing is there to see. They can
 * therefore be asked only of a mechanism that is judged by them.
 */
record Asked(Mechanism mechanism, List<Property<?>> properties) implements Mechanism {
    Asked {
        properties = List.copyOf(properties);
    }

    @Override
    public String id() {
        return mechanism.id();
    }

    @Override
    public String summary() {
        return mechanism.summary();
    }

    @Override
    public Source source() {
        return mechanism.source();
    }

    @Override
    public Optional<String> unsuitable(MachineDescription description) {
        return mechanism.unsuitable(description);
    }

    @Override
    public Machine machine(MachineDescription description) {
        return mechanism.machine(description);
    }

    @Override
    public List<Defect> defects() {
        return mechanism.defects();
    }

    @Override
    public List<Span> spans() {
        return mechanism.spans();
    }

    @Override
    public List<Promise> promises(MachineDescription description) {
        List<Promise> own = mechanism.promises(description);
        return properties.stream().map(property -> promise(property, own)).toList();
    }

    private Promise promise(Property<?> property, List<Promise> own) {
        Optional<Promise> known =
                own.stream().filter(promise -> promise.property().equals(property)).findFirst();
        if (known.isEmpty() && isStated(property)) {
            throw new IllegalArgumentException(
                    "%s is not judged by %s on this machine, but by %s"
                            .formatted(
                                    id(),
                                    property.id(),
                                    own.stream()
                                            .map(promise -> promise.property().id())
                                            .collect(Collectors.joining(", "))));
        }
        boolean endless =
                known.map(Promise::endless)
                        .orElse(
                                property instanceof Property.LeadsTo<?>
                                        && !(mechanism instanceof Configuration));
        return new Promise(property, true, endless, "");
    }

    private static boolean isStated(Property<?> property) {
        return LockProperties.all().contains(property)
                || AddressSpaceProperties.all().contains(property);
    }
}

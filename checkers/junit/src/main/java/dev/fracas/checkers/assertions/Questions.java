package dev.fracas.checkers.assertions;

import dev.fracas.model.families.KnownFamilies;
import dev.fracas.model.mechanism.Asked;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a test asks of a mechanism, whatever it promises itself.
 *
 * <p>The properties that families state may look at ghosts that a machine only has where its
 * mechanism is judged by them; on another they would hold because nothing is there to see. They can
 * therefore be asked only of a mechanism that is judged by them.
 */
final class Questions {
    private Questions() {}

    /**
     * The mechanism, asked for those properties.
     *
     * @throws IllegalArgumentException when a family states one of them and the mechanism is not
     *     judged by it there
     */
    static Mechanism ask(
            Mechanism mechanism, MachineDescription machine, List<Property<?>> properties) {
        List<Property<?>> own =
                mechanism.promises(machine).stream().<Property<?>>map(Promise::property).toList();
        List<Property<?>> stated = KnownFamilies.all().properties();
        for (Property<?> property : properties) {
            if (stated.contains(property) && !own.contains(property)) {
                throw new IllegalArgumentException(
                        "%s is not judged by %s on this machine, but by %s"
                                .formatted(
                                        mechanism.id(),
                                        property.id(),
                                        own.stream()
                                                .map(Property::id)
                                                .collect(Collectors.joining(", "))));
            }
        }
        return Asked.keeping(mechanism, properties);
    }
}

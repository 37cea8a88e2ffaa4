package dev.fracas.counterexamples;

import dev.fracas.model.TransitionSystem;
import dev.fracas.model.mechanism.Families;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what a trace names: its machine and its property. */
public interface Catalogue {
    /**
     * The mechanism of that id or former id, also with parts as released, or a workload that the id
     * describes.
     *
     * @throws IllegalArgumentException when there is none; the message says in one line what was
     *     expected
     */
    Mechanism mechanism(String id);

    /**
     * The machine, or other system, of that description.
     *
     * @throws IllegalArgumentException when there is none; the message says in one line what was
     *     expected
     */
    default TransitionSystem system(MachineDescription description) {
        return mechanism(description.mechanism()).system(description);
    }

    /**
     * The property of that id or former id that such a machine is judged by.
     *
     * @throws IllegalArgumentException when there is none; the message says in one line what was
     *     expected
     */
    default Property<?> property(MachineDescription description, String id) {
        List<Promise> promises = mechanism(description.mechanism()).promises(description);
        for (Promise promise : promises) {
            if (promise.property().isCalled(id)) {
                return promise.property();
            }
        }
        throw new IllegalArgumentException(
                "expected a property that %s is judged by (%s), found '%s'"
                        .formatted(
                                description.mechanism(),
                                promises.stream()
                                        .map(promise -> promise.property().id())
                                        .distinct()
                                        .collect(Collectors.joining(", ")),
                                id));
    }

    /** A catalogue of those mechanisms and of the properties that they make promises about. */
    static Catalogue of(Collection<? extends Mechanism> mechanisms) {
        List<Mechanism> listed = List.copyOf(mechanisms);
        return id ->
                Families.find(listed, id)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "expected a known mechanism (%s), found '%s'"
                                                .formatted(
                                                        listed.stream()
                                                                .map(Mechanism::id)
                                                                .collect(Collectors.joining(", ")),
                                                        id)));
    }

    /** A catalogue of all that those families have, and of the workloads that only have a name. */
    static Catalogue of(Families families) {
        Catalogue listed = of(families.mechanisms());
        return id -> families.find(id).orElseGet(() -> listed.mechanism(id));
    }
}

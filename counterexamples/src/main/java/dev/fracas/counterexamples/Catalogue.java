package dev.fracas.counterexamples;

import dev.fracas.model.addressspace.workload.NamedWorkloads;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Configuration;
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
     * The machine of that description.
     *
     * @throws IllegalArgumentException when there is none; the message says in one line what was
     *     expected
     */
    Machine machine(MachineDescription description);

    /**
     * The property of that id that such a machine is judged by.
     *
     * @throws IllegalArgumentException when there is none; the message says in one line what was
     *     expected
     */
    Property<?> property(MachineDescription description, String id);

    /** A catalogue of those mechanisms and of the properties that they make promises about. */
    static Catalogue of(Collection<? extends Mechanism> mechanisms) {
        return new OfMechanisms(List.copyOf(mechanisms));
    }

    /** The same, and every workload over an address space, which is found by its name. */
    default Catalogue andWorkloads() {
        return new WithWorkloads(this);
    }

    /** What others have, and the workloads that say in their names what they are. */
    record WithWorkloads(Catalogue others) implements Catalogue {
        @Override
        public Machine machine(MachineDescription description) {
            return of(description).machine(description);
        }

        @Override
        public Property<?> property(MachineDescription description, String id) {
            return of(description).property(description, id);
        }

        private Catalogue of(MachineDescription description) {
            String id = description.mechanism();
            return NamedWorkloads.isMeant(id)
                    ? Catalogue.of(List.of(NamedWorkloads.configuration(id)))
                    : others;
        }
    }

    /** A catalogue of mechanisms. */
    record OfMechanisms(List<Mechanism> mechanisms) implements Catalogue {
        public OfMechanisms {
            mechanisms = List.copyOf(mechanisms);
        }

        @Override
        public Machine machine(MachineDescription description) {
            return mechanism(description.mechanism()).machine(description);
        }

        @Override
        public Property<?> property(MachineDescription description, String id) {
            List<Promise> promises = mechanism(description.mechanism()).promises(description);
            for (Promise promise : promises) {
                if (promise.property().id().equals(id)) {
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

        private Mechanism mechanism(String id) {
            return Configuration.find(mechanisms, id)
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "expected a known mechanism (%s), found '%s'"
                                            .formatted(
                                                    mechanisms.stream()
                                                            .map(Mechanism::id)
                                                            .collect(Collectors.joining(", ")),
                                                    id)));
        }
    }
}

package dev.fracas.model.mechanism;

import dev.fracas.spec.Property;
import java.util.List;
import java.util.Optional;

/**
 * Mechanisms that belong together: what there is to check, by what it is judged, and which further
 * workloads have names. All that the rest of Fracas knows of locks, of address spaces and of
 * whatever comes after them; how a violation reads is said by the machine that shows it.
 *
 * <p>The families that Fracas comes with are listed in {@code dev.fracas.model.families}; others
 * are found by {@link java.util.ServiceLoader} and are worth as much.
 */
public interface Family {
    /** Short and stable: {@code lock}, {@code address-space}. */
    String id();

    /** One line that says what is modelled. */
    String summary();

    /** In the order in which reports list them. */
    List<Mechanism> mechanisms();

    /** What they are judged by, in the order in which reports show it. */
    List<Property<?>> properties();

    /** A family of those mechanisms and properties, of which no workload is in no list. */
    static Family of(
            String id,
            String summary,
            List<? extends Mechanism> mechanisms,
            List<Property<?>> properties) {
        return new Listed(id, summary, List.copyOf(mechanisms), List.copyOf(properties));
    }

    /** A family that is a list. */
    record Listed(
            String id, String summary, List<Mechanism> mechanisms, List<Property<?>> properties)
            implements Family {}

    /** Mechanisms that are in no list, where a word can describe one whole. */
    default Optional<WorkloadsByName> workloads() {
        return Optional.empty();
    }
}

package dev.fracas.model.mechanism;

import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Families side by side, and what can be found in them.
 *
 * @param all in the order of reports
 */
public record Families(List<Family> all) {
    /**
     * @throws IllegalArgumentException when two mechanisms have one id, or two defects one name
     */
    public Families {
        all = List.copyOf(all);
        requireDistinct(
                "mechanisms",
                all.stream()
                        .flatMap(family -> family.mechanisms().stream())
                        .flatMap(m -> Stream.concat(Stream.of(m.id()), m.aliases().stream())));
        requireDistinct(
                "defects",
                all.stream()
                        .flatMap(family -> family.mechanisms().stream())
                        .flatMap(m -> m.defects().stream())
                        .map(Defect::name));
    }

    private static void requireDistinct(String what, Stream<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        names.forEach(name -> {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("two " + what + " are called " + name);
            }
        });
    }

    public List<Mechanism> mechanisms() {
        return all.stream().flatMap(family -> family.mechanisms().stream()).toList();
    }

    /** What mechanisms are judged by; what several families share stands where it comes first. */
    public List<Property<?>> properties() {
        return all.stream()
                .flatMap(family -> family.properties().stream())
                .<Property<?>>map(property -> property)
                .distinct()
                .toList();
    }

    /** The family that lists the mechanism, or has a workload of its name. */
    public Optional<Family> of(Mechanism mechanism) {
        return all.stream()
                .filter(family ->
                        family.mechanisms().stream()
                                        .anyMatch(m -> m.name().equals(mechanism.name()))
                                || family.workloads()
                                        .filter(w -> w.isMeant(mechanism.name()))
                                        .isPresent())
                .findFirst();
    }

    /** Examples of workloads that are in no list. */
    public List<String> examples() {
        return all.stream()
                .flatMap(f -> f.workloads().stream())
                .map(WorkloadsByName::example)
                .toList();
    }

    /**
     * The one mechanism of that id or alias, also with parts as released, or the workload that the
     * id describes.
     *
     * @throws IllegalArgumentException when the id names a part, or a workload, that there is not
     */
    public Optional<Mechanism> find(String id) {
        Optional<Mechanism> listed = find(mechanisms(), id);
        if (listed.isPresent()) {
            return listed;
        }
        List<Mechanism> named = workloads(id);
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /**
     * The mechanism of that id or alias among those, also with parts as released.
     *
     * @throws IllegalArgumentException when the id names a part that there is not
     */
    public static Optional<Mechanism> find(List<? extends Mechanism> mechanisms, String id) {
        for (Mechanism mechanism : mechanisms) {
            if (mechanism.id().equals(id) || mechanism.aliases().contains(id)) {
                return Optional.of(mechanism);
            }
            if (id.startsWith(mechanism.id() + "+")) {
                String parts = id.substring(mechanism.id().length() + 1);
                return Optional.of(
                        mechanism.withReleased(
                                new LinkedHashSet<>(Arrays.asList(parts.split("\\+")))));
            }
        }
        return Optional.empty();
    }

    /**
     * What a word stands for: every reading of the mechanism of that name; else the one of that id
     * or alias; else the workloads that the word describes. Nothing where there is none.
     *
     * @throws IllegalArgumentException when the word names a part, or a workload, that there is not
     */
    public List<Mechanism> named(String word) {
        List<Mechanism> readings =
                mechanisms().stream().filter(m -> m.name().equals(word)).toList();
        if (!readings.isEmpty()) {
            return readings;
        }
        Optional<Mechanism> one = find(mechanisms(), word);
        return one.map(List::of).orElseGet(() -> workloads(word));
    }

    /** Every reading of the mechanism with that id, itself included. */
    public List<Mechanism> readingsOf(String id) {
        return find(id).map(one -> named(one.name())).orElse(List.of());
    }

    private List<Mechanism> workloads(String word) {
        return all.stream()
                .flatMap(family -> family.workloads().stream())
                .filter(workloads -> workloads.isMeant(word))
                .findFirst()
                .map(workloads -> workloads.of(word))
                .orElse(List.of());
    }

    /** Readings that some mechanism is in, in the order in which they come. */
    public List<Reading> readings() {
        return mechanisms().stream().flatMap(m -> m.reading().stream()).distinct().toList();
    }

    /** Ids for a message that says what was expected. */
    public String names() {
        List<String> names = new ArrayList<>();
        mechanisms().stream().map(Mechanism::name).distinct().forEach(names::add);
        return names.stream().collect(Collectors.joining(", "));
    }
}

package dev.fracas.checkers.cli;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.generators.WorkloadSource;
import dev.fracas.model.families.KnownFamilies;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Families;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a command can check, and what is said to a person who asks for something else.
 *
 * @param families all that there is
 */
record Repertoire(Families families) {
    /** A defect and the mechanism that has it. */
    record Flaw(Mechanism mechanism, Defect defect) {}

    /** Everything there is. */
    static Repertoire everything() {
        return new Repertoire(KnownFamilies.all());
    }

    List<Mechanism> mechanisms() {
        return families.mechanisms();
    }

    /** Where workloads come from that are drawn. */
    List<WorkloadSource> sources() {
        List<String> ids = families.all().stream().map(Family::id).toList();
        return WorkloadSource.all().stream()
                .filter(source -> ids.contains(source.family()))
                .toList();
    }

    /** What families are judged by, and behind it what their mechanisms promise besides. */
    List<Property<?>> properties() {
        return Stream.concat(
                        families.properties().stream(),
                        mechanisms().stream()
                                .flatMap(m -> m.promises(m.ground().usual()).stream())
                                .map(Promise::property))
                .<Property<?>>map(property -> property)
                .distinct()
                .toList();
    }

    Catalogue catalogue() {
        return Catalogue.of(families);
    }

    List<Flaw> flaws() {
        return mechanisms().stream()
                .flatMap(m -> m.defects().stream().map(defect -> new Flaw(m, defect)))
                .toList();
    }

    /**
     * Every reading of the mechanism of that name; else the one of that id, also with parts as
     * released; likewise a workload, which is in no list.
     *
     * @throws UserError when there is none
     */
    List<Mechanism> named(String word) {
        List<Mechanism> named;
        try {
            named = families.named(word);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
        if (named.isEmpty()) {
            throw new UserError("unknown mechanism '%s': %s".formatted(word, expected()));
        }
        return named;
    }

    private String expected() {
        String list = "fracas list mechanisms shows those there are";
        return families.examples().isEmpty()
                ? list
                : list + "; or a workload such as " + String.join(" or ", families.examples());
    }

    /**
     * The one mechanism of that id; of one with one reading the name is enough.
     *
     * @throws UserError when there is none, or more than one
     */
    Mechanism mechanism(String word) {
        List<Mechanism> named = named(word);
        if (named.size() > 1) {
            throw new UserError(
                    "%s has several readings: expected one of %s".formatted(word, ids(named)));
        }
        return named.getFirst();
    }

    /** Whether the word stands for mechanisms that are in no list. */
    boolean isWorkload(String word) {
        return families.all().stream()
                .flatMap(family -> family.workloads().stream())
                .anyMatch(workloads -> workloads.isMeant(word));
    }

    /**
     * The defect of that name.
     *
     * @throws UserError when there is none
     */
    Flaw flaw(String name) {
        Optional<Flaw> flaw =
                flaws().stream().filter(f -> f.defect().name().equals(name)).findFirst();
        return flaw.orElseThrow(() ->
                new UserError(
                        "unknown defect '%s'; fracas list defects shows those there are"
                                .formatted(name)));
    }

    /**
     * The reading of that id.
     *
     * @throws IllegalArgumentException when nothing is in it; the message lists those there are
     */
    Reading reading(String id) {
        List<Reading> readings = families.readings();
        return readings.stream()
                .filter(reading -> reading.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "unknown reading '%s': expected one of %s"
                                        .formatted(id, readings)));
    }

    private static String ids(List<Mechanism> mechanisms) {
        return mechanisms.stream().map(Mechanism::id).collect(Collectors.joining(", "));
    }
}

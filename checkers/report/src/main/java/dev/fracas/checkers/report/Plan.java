package dev.fracas.checkers.report;

import dev.fracas.checkers.check.Checker;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be checked.
 *
 * @param subjects the mechanisms, in the order in which they are checked: family by family
 * @param checker how
 * @param processors the pair of processors that runs are costed for
 * @param skipped mechanisms that do not fit the machine, each with the reason, in one line
 * @param known every property that mechanisms of those families are judged by, selected or not
 * @param inDetail whether few enough mechanisms were asked for to say everything about each
 */
public record Plan(
        List<Subject> subjects,
        Checker checker,
        String processors,
        List<String> skipped,
        List<Property<?>> known,
        boolean inDetail) {

    public Plan {
        subjects = together(subjects).values().stream().flatMap(List::stream).toList();
        skipped = List.copyOf(skipped);
        known = List.copyOf(known);
    }

    /**
     * A mechanism and the machine that it is checked on.
     *
     * @param family whose mechanism it is
     * @param machine names the mechanism
     */
    public record Subject(Family family, Mechanism mechanism, MachineDescription machine) {
        public Subject {
            machine = machine.withMechanism(mechanism.id());
        }

        /** The same mechanism on another machine. */
        public Subject on(MachineDescription other) {
            return new Subject(family, mechanism, other);
        }

        /** What is to be judged on that machine. */
        Stream<Promise> promises() {
            return mechanism.promises(machine).stream();
        }
    }

    /** The same on other machines. */
    public Plan with(UnaryOperator<Subject> other) {
        return new Plan(
                subjects.stream().map(other).toList(),
                checker,
                processors,
                skipped,
                known,
                inDetail);
    }

    /** The subjects of each family, in the order of the subjects. */
    public Map<Family, List<Subject>> byFamily() {
        return together(subjects);
    }

    private static Map<Family, List<Subject>> together(List<Subject> subjects) {
        return subjects.stream()
                .collect(
                        Collectors.groupingBy(
                                Subject::family, LinkedHashMap::new, Collectors.toList()));
    }

    /** {@code 16 lock and 93 address-space mechanisms}. */
    String count() {
        List<String> families = new ArrayList<>();
        byFamily().forEach((family, its) -> families.add(its.size() + " " + family.id()));
        String last = families.isEmpty() ? "0" : families.removeLast();
        String before = families.isEmpty() ? "" : String.join(", ", families) + " and ";
        return before + last + (subjects.size() == 1 ? " mechanism" : " mechanisms");
    }

    /**
     * The machines, in a line for all where they have the same one, otherwise in one for each
     * family.
     */
    List<String> machines() {
        if (machines(subjects).size() == 1) {
            return machines(subjects);
        }
        List<String> lines = new ArrayList<>();
        byFamily()
                .forEach((family, its) -> {
                    List<String> own = machines(its);
                    String each = "each has its own, which --json tells";
                    lines.add(family.id() + ": " + (own.size() == 1 ? own.getFirst() : each));
                });
        return lines;
    }

    private static List<String> machines(List<Subject> subjects) {
        return subjects.stream().map(s -> Wording.machine(s.machine())).distinct().toList();
    }

    /** The promises that some mechanism is judged by. */
    Stream<Promise> promises() {
        return subjects.stream().flatMap(Subject::promises);
    }

    /** The properties that some mechanism is judged by, in the order of {@link #known}. */
    List<Property<?>> selected() {
        Set<Property<?>> judged = new HashSet<>();
        promises().forEach(promise -> judged.add(promise.property()));
        return known.stream().filter(judged::contains).toList();
    }

    List<Property<?>> notSelected() {
        List<Property<?>> selected = selected();
        return known.stream().filter(property -> !selected.contains(property)).toList();
    }
}

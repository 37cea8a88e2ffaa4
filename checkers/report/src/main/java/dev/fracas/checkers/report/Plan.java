package dev.fracas.checkers.report;

import dev.fracas.checkers.check.Checker;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is to be checked.
 *
 * @param subjects the mechanisms, in the order in which they are checked: locks, then
 *     configurations
 * @param checker how
 * @param processors the pair of processors that runs are costed for
 * @param skipped mechanisms that do not fit the machine, each with the reason, in one line
 * @param known every property that mechanisms of those kinds are judged by, selected or not
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
        subjects = List.copyOf(subjects);
        skipped = List.copyOf(skipped);
        known = List.copyOf(known);
    }

    /**
     * A mechanism and the machine that it is checked on.
     *
     * @param machine names the mechanism
     */
    public record Subject(Mechanism mechanism, MachineDescription machine) {
        public Subject {
            machine = machine.withMechanism(mechanism.id());
        }

        public boolean isConfiguration() {
            return mechanism.ground().isFixed();
        }
    }

    /** The mechanisms that are checked on a machine that the command line names. */
    public List<Subject> locks() {
        return subjects.stream().filter(subject -> !subject.isConfiguration()).toList();
    }

    /** The mechanisms that have a machine of their own. */
    public List<Mechanism> configurations() {
        return subjects.stream().filter(Subject::isConfiguration).map(Subject::mechanism).toList();
    }

    /** The promises that some mechanism is judged by. */
    Stream<Promise> promises() {
        return subjects.stream()
                .flatMap(subject -> subject.mechanism().promises(subject.machine()).stream());
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

package dev.fracas.checkers.report;

import dev.fracas.checkers.check.Checker;
import dev.fracas.model.MachineDescription;
import dev.fracas.model.Mechanism;
import dev.fracas.model.Promise;
import dev.fracas.spec.Property;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be checked.
 *
 * @param mechanisms the mechanisms, in the order in which they are checked
 * @param machine the machine that each of them runs on; the mechanism that it names is not used
 * @param checker how
 * @param processors the pair of processors that runs are costed for
 * @param skipped mechanisms that do not fit the machine, each with the reason, in one line
 * @param known every property there is, selected or not
 * @param inDetail whether few enough mechanisms were asked for to say everything about each
 */
public record Plan(
        List<Mechanism> mechanisms,
        MachineDescription machine,
        Checker checker,
        String processors,
        List<String> skipped,
        List<Property<?>> known,
        boolean inDetail) {

    public Plan {
        mechanisms = List.copyOf(mechanisms);
        skipped = List.copyOf(skipped);
        known = List.copyOf(known);
    }

    /** The machine for one of the mechanisms. */
    public MachineDescription machineFor(Mechanism mechanism) {
        return new MachineDescription(
                mechanism.id(),
                machine.cores(),
                machine.memory(),
                machine.exclusives(),
                machine.rounds(),
                machine.defect());
    }

    /** The properties that some mechanism is judged by, in the order of {@link #known}. */
    List<Property<?>> selected() {
        Set<Property<?>> judged = new LinkedHashSet<>();
        for (Mechanism mechanism : mechanisms) {
            for (Promise promise : mechanism.promises(machineFor(mechanism))) {
                judged.add(promise.property());
            }
        }
        return known.stream().filter(judged::contains).toList();
    }

    List<Property<?>> notSelected() {
        List<Property<?>> selected = selected();
        return known.stream().filter(property -> !selected.contains(property)).toList();
    }
}

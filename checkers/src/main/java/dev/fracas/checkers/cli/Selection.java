package dev.fracas.checkers.cli;

import dev.fracas.checkers.check.Checker;
import dev.fracas.checkers.report.Plan;
import dev.fracas.model.Defect;
import dev.fracas.model.MachineDescription;
import dev.fracas.model.Mechanism;
import dev.fracas.model.ModelException;
import dev.fracas.spec.hardware.CorePair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which mechanisms a check is about.
 *
 * @param protocols the ids named; none for all of them
 * @param defect the defect to build in
 */
record Selection(List<String> protocols, Optional<String> defect) {
    private static final int MOST_IN_DETAIL = 3;

    Selection {
        protocols = List.copyOf(protocols);
    }

    /** The defect selected. */
    Optional<Defect> selectedDefect() {
        return defect.map(name -> Repertoire.flaw(name).defect());
    }

    /**
     * What to check.
     *
     * @throws UserError when a protocol is unknown, does not fit the machine or lacks the defect
     */
    Plan plan(MachineOptions options, Checker checker, CorePair processors) {
        MachineDescription machine =
                options.over(
                        selectedDefect()
                                .map(Defect::exposedBy)
                                .orElse(Repertoire.defaultMachine("")));
        List<Mechanism> fitting = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Mechanism mechanism : wanted()) {
            Optional<String> unfit = unfit(mechanism, machine);
            if (unfit.isEmpty()) {
                fitting.add(mechanism);
            } else if (protocols.isEmpty() && defect.isEmpty()) {
                skipped.add(mechanism.id() + ": " + unfit.get());
            } else {
                throw new UserError(mechanism.id() + ": " + unfit.get());
            }
        }
        return new Plan(
                fitting,
                machine,
                checker,
                processors.toString(),
                skipped,
                Repertoire.properties(),
                fitting.size() <= MOST_IN_DETAIL && !(protocols.isEmpty() && defect.isEmpty()));
    }

    private List<Mechanism> wanted() {
        if (defect.isPresent()) {
            return List.of(withDefect(defect.get()));
        }
        return protocols.isEmpty()
                ? Repertoire.mechanisms()
                : protocols.stream().distinct().map(Repertoire::mechanism).toList();
    }

    private Mechanism withDefect(String name) {
        Mechanism owner = Repertoire.flaw(name).mechanism();
        for (String protocol : protocols) {
            if (!Repertoire.mechanism(protocol).id().equals(owner.id())) {
                throw new UserError(
                        "%s has no defect '%s'; it is one of %s"
                                .formatted(protocol, name, owner.id()));
            }
        }
        return owner;
    }

    private static Optional<String> unfit(Mechanism mechanism, MachineDescription machine) {
        Optional<String> unsuitable = mechanism.unsuitable(machine);
        if (unsuitable.isPresent()) {
            return unsuitable;
        }
        try {
            mechanism.machine(machine);
            return Optional.empty();
        } catch (IllegalArgumentException | ModelException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}

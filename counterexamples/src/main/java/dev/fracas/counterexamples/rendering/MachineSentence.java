package dev.fracas.counterexamples.rendering;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.util.Locale;
import java.util.stream.Collectors;

/** A machine in one line. */
final class MachineSentence {
    private MachineSentence() {}

    static String of(MachineDescription machine) {
        String cores =
                machine.cores().stream().map(Isa::shortName).collect(Collectors.joining(","));
        String rounds =
                machine.isEndless()
                        ? "endless rounds"
                        : machine.rounds() == 1 ? "1 round" : machine.rounds() + " rounds";
        String exclusives =
                machine.exclusives() == Exclusives.ARCHITECTURAL
                        ? ""
                        : "; exclusives "
                                + machine.exclusives()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ');
        return machine.mechanism()
                + machine.defect().map(defect -> " with defect " + defect).orElse("")
                + " on "
                + cores
                + "; "
                + machine.memory()
                + "; "
                + rounds
                + exclusives;
    }
}

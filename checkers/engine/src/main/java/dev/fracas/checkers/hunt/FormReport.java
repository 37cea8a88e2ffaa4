package dev.fracas.checkers.hunt;

import dev.fracas.model.mechanism.MachineDescription;
import java.util.List;

/**
 * How much was seen of one form of a workload.
 *
 * @param runs runs made
 * @param steps steps of all of them
 * @param behaviours runs that differ in what some core executed; told apart by a digest of 64 bits,
 *     and not counted past {@link HuntTotals#MOST_BEHAVIOURS}
 * @param places pairs of places that two cores stood at at once
 * @param unreached instructions that no run executed, one line each
 */
public record FormReport(
        MachineDescription description,
        long runs,
        long steps,
        long behaviours,
        int places,
        List<String> unreached) {
    public FormReport {
        unreached = List.copyOf(unreached);
    }
}

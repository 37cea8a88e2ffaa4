package dev.fracas.checkers.check;

import dev.fracas.checkers.explore.Exploration;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.timing.Estimate;
import dev.fracas.model.timing.Estimator;
import dev.fracas.spec.Property;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import dev.fracas.spec.machine.MachineProperties;
import java.util.List;
import java.util.Optional;

/**
 * The shortest complete run of one reading of a mechanism, or why there is none to show.
 *
 * @param reading id of the reading
 * @param outcome what the search found
 */
public record CompleteRun(String reading, Outcome outcome) {
    /** What a search for a complete run found. */
    public sealed interface Outcome {}

    /** The shortest one, costed; no run with fewer steps is complete. */
    public record Shortest(Estimate estimate) implements Outcome {}

    /** Every run gets stuck or goes round for ever: all were seen. */
    public record Never() implements Outcome {}

    /**
     * None was found before the search was cut.
     *
     * @param by what cut it
     */
    public record Cut(String by) implements Outcome {}

    static boolean isAskedFor(Property<?> property) {
        return property.equals(MachineProperties.RUN_COMPLETES);
    }

    /**
     * Searches for the shortest complete run, breadth first.
     *
     * @param machine one that the mechanism is suitable for
     * @param explorer gives up at its bounds
     * @return nothing when the mechanism promises nothing about complete runs, or runs on no
     *     machine whose steps have a cost
     */
    public static Optional<CompleteRun> search(
            Mechanism mechanism,
            MachineDescription machine,
            Explorer explorer,
            HardwareModel hardware,
            LatencyTable latencies) {
        return mechanism.promises(machine).stream()
                .map(Promise::property)
                .filter(CompleteRun::isAskedFor)
                .findFirst()
                .filter(property -> mechanism.system(machine) instanceof Machine)
                .map(property ->
                        new CompleteRun(
                                mechanism.readingId(),
                                outcome(
                                        mechanism.machine(machine),
                                        property,
                                        explorer,
                                        hardware,
                                        latencies)));
    }

    private static Outcome outcome(
            Machine machine,
            Property<?> property,
            Explorer explorer,
            HardwareModel hardware,
            LatencyTable latencies) {
        Exploration exploration = explorer.explore(machine, List.of(property));
        if (exploration.isDecided(property)) {
            return new Shortest(
                    new Estimator(machine, hardware, latencies)
                            .estimate(exploration.shortestRun(property).orElseThrow().steps()));
        }
        return exploration.isComplete() ? new Never() : new Cut(exploration.cutBy());
    }
}

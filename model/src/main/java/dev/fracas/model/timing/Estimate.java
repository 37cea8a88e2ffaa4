package dev.fracas.model.timing;

import java.util.List;

/**
 * What a run cost.
 *
 * @param criticalPath cycles from its beginning until its last step was over
 * @param busy for each core, the cycles of its instructions and of its flushes; a flush takes place
 *     beside the instructions, so that a core's sum can exceed the critical path
 * @param traffic what went over the buses
 * @param sent messages and interrupts that were sent
 * @param steps each step's cost, in the order of the run
 */
public record Estimate(
        long criticalPath, List<Long> busy, Traffic traffic, Sent sent, List<StepCost> steps) {
    public Estimate {
        busy = List.copyOf(busy);
        steps = List.copyOf(steps);
    }

    /** Cycles that the core was busy. */
    public long busy(int core) {
        return busy.get(core);
    }

    /** Cycles that all cores were busy, together. */
    public long totalBusy() {
        return busy.stream().mapToLong(Long::longValue).sum();
    }
}

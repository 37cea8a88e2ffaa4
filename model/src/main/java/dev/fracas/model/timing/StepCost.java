package dev.fracas.model.timing;

import dev.fracas.model.Step;

/**
 * What one step of a run cost. Times are cycles since the run began.
 *
 * @param step the step
 * @param instruction index in the core's program of the instruction executed; -1 for a hardware
 *     step
 * @param waited cycles that it could not begin, though its core was ready for it, because a line, a
 *     flush or an interrupt that it needs was still on its way
 * @param start when it began
 * @param cycles how long it took
 * @param traffic what it sent over the buses
 */
public record StepCost(
        Step step, int instruction, long waited, long start, long cycles, Traffic traffic) {

    /** When its core, or its core's store buffer, was ready for it. */
    public long ready() {
        return start - waited;
    }

    /** When it was over. */
    public long finish() {
        return start + cycles;
    }

    /** Whether its cycles are a core's; an interrupt in flight occupies none. */
    public boolean keepsCoreBusy() {
        return step.kind() != Step.Kind.DELIVER;
    }
}

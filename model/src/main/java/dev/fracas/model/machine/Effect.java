package dev.fracas.model.machine;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.Transition;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Instruction.StoreExclusive;

/**
 * What one step did, for replay, rendering and costing.
 *
 * @param step the step
 * @param after the packed state that it led to
 * @param instruction index in the core's program of the instruction executed; -1 for a hardware
 *     step
 * @param location the location accessed, or -1
 * @param read whether the access read it
 * @param valueRead what it read
 * @param wrote whether the access wrote it, to memory or to a buffer before it
 * @param valueWritten what it wrote
 * @param memoryWritten the location in memory itself that changed hands in this step, or -1: a
 *     buffered store reaches memory in a step of its own
 */
public record Effect(
        Step step,
        long[] after,
        int instruction,
        int location,
        boolean read,
        long valueRead,
        boolean wrote,
        long valueWritten,
        int memoryWritten)
        implements Transition {

    static Effect of(
            Machine machine,
            long[] before,
            Step step,
            MachineGenerator generator,
            long[] after,
            Successors out,
            int i) {
        int written = out.written(i);
        if (step.kind() == Step.Kind.MEMORY && written >= 0) {
            long value = machine.locations().read(after, 0, written);
            return new Effect(step, after, -1, written, false, 0, true, value, written);
        }
        if (step.kind() == Step.Kind.MEMORY || step.kind() == Step.Kind.DELIVER) {
            return new Effect(step, after, -1, -1, false, 0, false, 0, -1);
        }
        int at = machine.nextInstruction(before, 0, step.core());
        Instruction instruction = machine.program(step.core()).code().get(at);
        boolean accessed = generator.accessed >= 0;
        boolean exclusive = instruction instanceof StoreExclusive;
        boolean stored = exclusive ? step.choice() == 0 : generator.wrote;
        return new Effect(
                step,
                after,
                at,
                generator.accessed,
                accessed && !exclusive && !(instruction instanceof Store),
                generator.valueRead,
                accessed && stored,
                generator.valueWritten,
                written);
    }
}

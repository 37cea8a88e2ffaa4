package dev.fracas.model.timing;

import dev.fracas.model.Step;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Message;
import dev.fracas.model.program.Program;

/**
 * What the cores of a run sent each other beside shared memory: counts of what was executed,
 * whether it arrived or not.
 *
 * @param messages messages of the kernels' message layer: executed instructions with the note
 *     {@link Message}
 * @param ipis inter-processor interrupts
 */
public record Sent(int messages, int ipis) {
    public static final Sent NOTHING = new Sent(0, 0);

    /**
     * What one step sent. A spin sends nothing, wherever it stands: its instruction is not over.
     */
    static Sent by(Machine machine, StepCost cost) {
        if (cost.step().kind() != Step.Kind.INSTRUCTION) {
            return NOTHING;
        }
        Program program = machine.program(cost.step().core());
        boolean message = program.sites().get(cost.instruction()).notes().contains(new Message());
        boolean ipi = program.code().get(cost.instruction()) instanceof SendIpi;
        return message || ipi ? new Sent(message ? 1 : 0, ipi ? 1 : 0) : NOTHING;
    }

    public Sent plus(Sent other) {
        return new Sent(messages + other.messages, ipis + other.ipis);
    }
}

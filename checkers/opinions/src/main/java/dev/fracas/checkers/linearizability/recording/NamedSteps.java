package dev.fracas.checkers.linearizability.recording;

import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Instruction;
import java.util.Optional;

/** What a machine's cores execute, for probes that go by the names in programs. */
record NamedSteps(Machine machine) {
    /** The instruction that the core executes next; empty when it has stopped for ever. */
    Optional<Instruction> next(long[] state, int core) {
        int at = machine.nextInstruction(state, 0, core);
        return at < 0 ? Optional.empty() : Optional.of(machine.program(core).code().get(at));
    }

    /** The kernel function that the core's next instruction belongs to; empty for none. */
    String routine(long[] state, int core) {
        int at = machine.nextInstruction(state, 0, core);
        return at < 0 ? "" : machine.program(core).sites().get(at).routine();
    }

    /** The instruction that the step executed; empty for a step of the hardware. */
    Optional<Instruction> executed(Effect effect) {
        return effect.instruction() < 0
                ? Optional.empty()
                : Optional.of(
                        machine.program(effect.step().core()).code().get(effect.instruction()));
    }

    /** The instruction behind the one that the step executed. */
    Instruction behind(Effect effect) {
        return machine.program(effect.step().core()).code().get(effect.instruction() + 1);
    }

    String process(int core) {
        return machine.program(core).coreName();
    }

    /** The array that the step accessed, by name; empty for none. */
    String accessed(Effect effect) {
        return effect.location() < 0 ? "" : machine.locations().array(effect.location()).name();
    }

    int index(Effect effect) {
        return machine.locations().index(effect.location());
    }

    /** What a pause is named; empty for other instructions. */
    static String pause(Instruction instruction) {
        return instruction instanceof Instruction.Pause(String what) ? what : "";
    }
}

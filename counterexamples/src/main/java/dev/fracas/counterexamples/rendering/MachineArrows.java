package dev.fracas.counterexamples.rendering;

import dev.fracas.counterexamples.Execution;
import dev.fracas.model.Step;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.SendIpi;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Between whom the steps of a machine go in a diagram: cores, memory, interrupt controllers. */
final class MachineArrows {
    private static final String MEMORY = "memory";

    private final Machine machine;
    private final StepPhrase phrases;

    MachineArrows(Execution execution, Machine machine) {
        this.machine = machine;
        this.phrases = new StepPhrase(execution, machine);
    }

    /** Who takes part besides the cores. */
    List<String> participants() {
        List<String> all = new ArrayList<>();
        all.add("participant %s as memory".formatted(MEMORY));
        for (int core = 0; core < machine.cores() && machine.hasIpis(); core++) {
            all.add(
                    "participant %s as ipi to %s"
                            .formatted(controller(core), machine.program(core).coreName()));
        }
        return all;
    }

    String of(int step) {
        Effect effect = phrases.effect(step);
        String core = MermaidRendering.mover(effect.step().core());
        if (effect.step().kind() == Step.Kind.DELIVER) {
            return controller(effect.step().core()) + "->>" + core;
        }
        if (effect.memoryWritten() >= 0) {
            return core + "->>" + MEMORY;
        }
        if (effect.read()) {
            return MEMORY + "-->>" + core;
        }
        if (effect.instruction() >= 0) {
            if (phrases.instruction(effect) instanceof SendIpi send) {
                OptionalInt receiver = phrases.receiver(step, send);
                return core
                        + "->>"
                        + (receiver.isPresent() ? controller(receiver.getAsInt()) : core);
            }
            if (phrases.instruction(effect) instanceof AwaitIpi) {
                return controller(effect.step().core()) + "-->>" + core;
            }
        }
        return core + "->>" + core;
    }

    private static String controller(int core) {
        return "ipi" + core;
    }
}

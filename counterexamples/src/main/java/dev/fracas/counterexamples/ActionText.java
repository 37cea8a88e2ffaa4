package dev.fracas.counterexamples;

import dev.fracas.model.Step;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.MemorySystem;
import dev.fracas.model.program.Disassembly;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.Choose;
import dev.fracas.model.program.Instruction.StoreExclusive;
import java.util.List;

/** What a step is, in words: who, and the instruction or the event of the hardware. */
public final class ActionText {
    /** What led to the initial state. */
    public static final String INITIAL = "init";

    private ActionText() {}

    /** The step's action in that state, for instance {@code x86:0 old = swap lock, 1}. */
    public static String of(Machine machine, long[] before, Step step) {
        String core = machine.program(step.core()).coreName();
        return switch (step.kind()) {
            case INSTRUCTION -> core + " " + instruction(machine, before, step);
            case SPIN -> core + " spins: " + instruction(machine, before, step);
            case MEMORY -> core + " " + ofMemory(machine, before, step);
            case DELIVER ->
                    "%s interrupt controller: deliver %s"
                            .formatted(core, machine.vectorsOf(step.core()).get(step.choice()));
        };
    }

    private static String instruction(Machine machine, long[] before, Step step) {
        int at = machine.nextInstruction(before, 0, step.core());
        if (at < 0) {
            return "nothing";
        }
        Instruction instruction = machine.program(step.core()).code().get(at);
        String text = Disassembly.text(instruction);
        return switch (instruction) {
            case Choose choose -> text + ", picks " + step.choice();
            case AwaitIpi await when step.kind() == Step.Kind.INSTRUCTION && isOpen(await) ->
                    text + ", takes " + await.vectors().get(step.choice());
            case StoreExclusive store when step.choice() != 0 -> text + ", fails";
            default -> text;
        };
    }

    private static String ofMemory(Machine machine, long[] before, Step step) {
        MemorySystem memory = machine.memoryOf(step.core());
        List<String> entries = machine.buffered(before, 0, step.core());
        return "%s: %s %s"
                .formatted(
                        memory.buffer(),
                        memory.stepWord(step.choice()),
                        entries.isEmpty() ? "nothing" : entries.getFirst());
    }

    private static boolean isOpen(AwaitIpi await) {
        return await.vectors().size() > 1;
    }
}

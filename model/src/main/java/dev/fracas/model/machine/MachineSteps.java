package dev.fracas.model.machine;

import dev.fracas.model.Step;
import dev.fracas.model.machine.memory.MemorySystem;
import dev.fracas.model.program.Disassembly;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.Choose;
import dev.fracas.model.program.Instruction.StoreExclusive;
import java.util.List;

/** What a step of a core is, in words: the instruction or the event of the hardware. */
final class MachineSteps {
    private MachineSteps() {}

    /** The step in that state, without the core: {@code old = swap lock, 1}. */
    static String of(Machine machine, long[] before, Step step) {
        return switch (step.kind()) {
            case INSTRUCTION -> instruction(machine, before, step);
            case SPIN -> "spins: " + instruction(machine, before, step);
            case MEMORY -> ofMemory(machine, before, step);
            case DELIVER ->
                    "interrupt controller: deliver "
                            + machine.vectorsOf(step.core()).get(step.choice());
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

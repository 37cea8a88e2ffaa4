package dev.fracas.model.machine;

import dev.fracas.model.Step;
import dev.fracas.model.ViewWords.CoreNames;
import dev.fracas.model.program.Disassembly;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.End;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.MemoryOrder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What stands in the way of a step.
 *
 * @param possible the steps that the machine can take in that state
 */
record Obstacle(Machine machine, long[] state, Step wanted, List<Step> possible) {
    String reason() {
        if (wanted.core() >= machine.cores()) {
            return "there is no core %d, the machine has %d"
                    .formatted(wanted.core(), machine.cores());
        }
        String core = machine.program(wanted.core()).coreName();
        return switch (wanted.kind()) {
            case MEMORY -> machine.memoryOf(wanted.core()).whyNoStep(core);
            case DELIVER -> "no %s is in flight to %s".formatted(interrupt(), core);
            case INSTRUCTION, SPIN -> core + " " + obstacle();
        };
    }

    private String obstacle() {
        int at = machine.nextInstruction(state, 0, wanted.core());
        if (at < 0) {
            return "has " + CoreNames.STOPPED;
        }
        Instruction next = machine.program(wanted.core()).code().get(at);
        if (next instanceof End) {
            return "has ended";
        }
        String stands =
                "stands before '" + Disassembly.line(machine.program(wanted.core()), at) + "'";
        List<Step> own =
                possible.stream()
                        .filter(step -> step.core() == wanted.core())
                        .filter(step -> isOfProgram(step.kind()))
                        .toList();
        if (machine.isInterrupted(state, 0, wanted.core())) {
            return stands + ", and is interrupted by " + handler();
        }
        if (own.isEmpty()) {
            boolean buffered = next instanceof Store s && s.order() != MemoryOrder.SEQ_CST;
            return stands
                    + ", which "
                    + machine.memoryOf(wanted.core()).need(buffered)
                    + " "
                    + machine.buffered(state, 0, waitsFor(next));
        }
        if (own.stream().noneMatch(step -> step.kind() == wanted.kind())) {
            return stands
                    + (wanted.kind() == Step.Kind.SPIN
                            ? ", which does not spin here"
                            : ", which can only spin here");
        }
        return stands
                + ", which offers no choice %d, only %s"
                        .formatted(
                                wanted.choice(),
                                own.stream()
                                        .map(step -> Integer.toString(step.choice()))
                                        .collect(Collectors.joining(", ")));
    }

    private String interrupt() {
        List<InterruptVector> vectors = machine.vectorsOf(wanted.core());
        if (wanted.choice() < vectors.size()) {
            return vectors.get(wanted.choice()).name();
        }
        return vectors.isEmpty() ? "interrupt" : "interrupt other than " + vectors;
    }

    private String handler() {
        int handler = machine.interruptedBy(state, 0, wanted.core()).orElseThrow();
        return machine.program(handler).coreName();
    }

    /** The core whose stores must reach memory: an interrupt waits for the interrupted one's. */
    private int waitsFor(Instruction next) {
        return next instanceof AwaitIpi ? machine.hostOf(wanted.core()) : wanted.core();
    }

    private static boolean isOfProgram(Step.Kind kind) {
        return kind == Step.Kind.INSTRUCTION || kind == Step.Kind.SPIN;
    }
}

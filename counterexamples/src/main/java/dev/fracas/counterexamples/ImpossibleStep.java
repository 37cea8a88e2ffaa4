package dev.fracas.counterexamples;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Disassembly;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.End;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.MemoryOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Why a machine cannot take a step. */
final class ImpossibleStep {
    private static final int MOST_LISTED = 8;

    private final Machine machine;
    private final long[] state;
    private final Step wanted;
    private final List<Step> possible;

    private ImpossibleStep(Machine machine, long[] state, Step wanted) {
        this.machine = machine;
        this.state = state;
        this.wanted = wanted;
        this.possible = possible(machine, state);
    }

    /** One clause on what stands in the way, and one on what could be done instead. */
    static String why(Machine machine, long[] state, Step wanted) {
        ImpossibleStep impossible = new ImpossibleStep(machine, state, wanted);
        return impossible.reason() + "; possible instead: " + impossible.alternatives();
    }

    static List<Step> possible(Machine machine, long[] state) {
        Successors out = new Successors(machine.layout().words());
        machine.newGenerator().successors(state, 0, out);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < out.count(); i++) {
            steps.add(Step.of(out.step(i)));
        }
        return steps;
    }

    private String reason() {
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
            return "has " + Snapshot.STOPPED;
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

    private String alternatives() {
        if (possible.isEmpty()) {
            return "nothing";
        }
        String listed =
                possible.stream()
                        .limit(MOST_LISTED)
                        .map(step -> ActionText.of(machine, state, step))
                        .collect(Collectors.joining(" | "));
        int more = possible.size() - MOST_LISTED;
        return more > 0 ? listed + " | " + more + " more" : listed;
    }
}

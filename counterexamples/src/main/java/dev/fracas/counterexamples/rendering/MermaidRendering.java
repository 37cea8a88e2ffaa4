package dev.fracas.counterexamples.rendering;

import dev.fracas.counterexamples.Execution;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.Step;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.SendIpi;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A trace as a <a href="https://mermaid.js.org/syntax/sequenceDiagram.html">Mermaid sequence
 * diagram</a>: the cores, memory and, where interrupts are sent, each core's interrupt controller.
 * An arrow to memory is a write that memory sees, one from memory a read; a store that only reaches
 * the core's store buffer is an arrow to itself. Notes say which part of its program a core enters.
 */
public final class MermaidRendering {
    private static final String MEMORY = "memory";

    private final Replay replay;
    private final Execution execution;
    private final Machine machine;
    private final StepPhrase phrases;
    private final StringBuilder text = new StringBuilder();
    private String indent = "    ";

    private MermaidRendering(Replay replay) {
        this.replay = replay;
        this.execution = replay.execution();
        this.machine = execution.machine();
        this.phrases = new StepPhrase(execution);
    }

    /** The diagram, each line ended by a newline. */
    public static String of(Replay replay) {
        return new MermaidRendering(replay).render();
    }

    private String render() {
        Trace trace = replay.trace();
        text.append("sequenceDiagram\n");
        line("title " + escaped(replay.headline()));
        for (int core = 0; core < machine.cores(); core++) {
            line("participant %s as %s".formatted(core(core), name(core)));
        }
        line("participant %s as memory".formatted(MEMORY));
        for (int core = 0; core < machine.cores() && machine.hasIpis(); core++) {
            line("participant %s as ipi to %s".formatted(controller(core), name(core)));
        }
        boolean inLoop = false;
        for (Stretch stretch : Stretch.of(execution)) {
            if (trace.isLasso() && stretch.first() == trace.stemLength() + 1) {
                line("loop again and again");
                indent = "        ";
                inLoop = true;
            }
            for (Stretch.Part part : stretch.parts(execution)) {
                message(stretch, part);
            }
        }
        if (inLoop) {
            indent = "    ";
            line("end");
        }
        note(allCores(), replay.headline());
        return text.toString();
    }

    private void message(Stretch stretch, Stretch.Part part) {
        String phrase = stretch.phrase(execution, phrases, part);
        line(
                "%s: %s"
                        .formatted(
                                arrow(execution.effect(part.step()), part.step()),
                                escaped(stretch.number() + ". " + phrase)));
        Set<String> entered = phrases.entered(part.step());
        if (!entered.isEmpty()) {
            note(core(part.core()), String.join(", ", entered));
        }
    }

    private String arrow(Effect effect, int step) {
        String core = core(effect.step().core());
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

    private void note(String over, String what) {
        line("Note over %s: %s".formatted(over, escaped(what)));
    }

    private void line(String content) {
        text.append(indent).append(content).append('\n');
    }

    private String allCores() {
        int last = machine.cores() - 1;
        return last == 0 ? core(0) : core(0) + "," + core(last);
    }

    private String name(int core) {
        return machine.program(core).coreName();
    }

    private static String core(int core) {
        return "core" + core;
    }

    private static String controller(int core) {
        return "ipi" + core;
    }

    /** Text in which no character means anything to Mermaid. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '#' -> out.append("#35;");
                case ';' -> out.append("#59;");
                case '<' -> out.append("#lt;");
                case '&' -> out.append("#amp;");
                case '%' -> out.append("#37;");
                case '"' -> out.append("#quot;");
                case '{' -> out.append("#123;");
                case '}' -> out.append("#125;");
                case '\n' -> out.append("<br/>");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}

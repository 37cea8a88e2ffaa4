package dev.fracas.counterexamples.rendering;

import dev.fracas.counterexamples.Execution;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.TransitionSystem;
import java.util.Optional;
import java.util.Set;

/**
 * A trace as a <a href="https://mermaid.js.org/syntax/sequenceDiagram.html">Mermaid sequence
 * diagram</a>: the cores, memory and, where interrupts are sent, each core's interrupt controller.
 * An arrow to memory is a write that memory sees, one from memory a read; a store that only reaches
 * the core's store buffer is an arrow to itself. Notes say which part of its program a core enters.
 * Of a system that is no machine, every step is an arrow from its mover to itself.
 */
public final class MermaidRendering {
    private final Replay replay;
    private final Execution execution;
    private final TransitionSystem system;
    private final Phrases phrases;
    private final Optional<MachineArrows> arrows;
    private final StringBuilder text = new StringBuilder();
    private String indent = "    ";

    private MermaidRendering(Replay replay) {
        this.replay = replay;
        this.execution = replay.execution();
        this.system = execution.system();
        this.phrases = Phrases.of(execution);
        this.arrows = execution.machine().map(machine -> new MachineArrows(execution, machine));
    }

    /** The diagram, each line ended by a newline. */
    public static String of(Replay replay) {
        return new MermaidRendering(replay).render();
    }

    private String render() {
        Trace trace = replay.trace();
        text.append("sequenceDiagram\n");
        line("title " + escaped(replay.headline()));
        for (int mover = 0; mover < system.movers(); mover++) {
            String name = system.traceWords().mover(mover);
            line("participant %s as %s".formatted(mover(mover), name));
        }
        arrows.ifPresent(machine -> machine.participants().forEach(this::line));
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
        note(allMovers(), replay.headline());
        return text.toString();
    }

    private void message(Stretch stretch, Stretch.Part part) {
        String phrase = stretch.phrase(execution, phrases, part);
        line("%s: %s".formatted(arrow(part.step()), escaped(stretch.number() + ". " + phrase)));
        Set<String> entered = phrases.entered(part.step());
        if (!entered.isEmpty()) {
            note(mover(part.core()), String.join(", ", entered));
        }
    }

    private String arrow(int step) {
        String mover = mover(execution.transition(step).step().core());
        return arrows.map(machine -> machine.of(step)).orElse(mover + "->>" + mover);
    }

    private void note(String over, String what) {
        line("Note over %s: %s".formatted(over, escaped(what)));
    }

    private void line(String content) {
        text.append(indent).append(content).append('\n');
    }

    private String allMovers() {
        int last = system.movers() - 1;
        return last == 0 ? mover(0) : mover(0) + "," + mover(last);
    }

    static String mover(int mover) {
        return "core" + mover;
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

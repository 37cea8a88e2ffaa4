package dev.fracas.counterexamples.rendering;

import dev.fracas.counterexamples.Execution;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Snapshot;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.rendering.Table.Column;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.timing.Estimate;
import dev.fracas.model.timing.StepCost;
import dev.fracas.model.timing.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A trace as a table: the verdict, the machine, a row for each step with a column for each core,
 * the store buffers and the words that change, and what each core is left with at the end. Spins
 * are folded into one row. Where a core enters a part of its program that carries ghost notes, they
 * stand behind the step in brackets.
 */
public final class TextRendering {
    /** Characters of a line, unless {@link #withWidth} says otherwise. */
    public static final int WIDTH = 120;

    private static final int NARROWEST = 60;

    private final Replay replay;
    private final Execution execution;
    private final Machine machine;
    private final int width;
    private final Optional<Estimate> estimate;

    private TextRendering(Replay replay, int width, Optional<Estimate> estimate) {
        this.replay = replay;
        this.execution = replay.execution();
        this.machine = execution.machine();
        this.width = width;
        this.estimate = estimate;
    }

    public static TextRendering of(Replay replay) {
        return new TextRendering(replay, WIDTH, Optional.empty());
    }

    /** The same for lines of that many characters, 60 or more. */
    public TextRendering withWidth(int characters) {
        return new TextRendering(replay, Math.max(NARROWEST, characters), estimate);
    }

    /**
     * The same with columns for what each step cost: accesses that local and remote memory served,
     * snoops of the other group's caches, and when the step was over, in cycles since the start.
     *
     * @param ofSteps the cost of the steps that were executed
     * @throws IllegalArgumentException when it is that of more or fewer steps
     */
    public TextRendering withEstimate(Estimate ofSteps) {
        if (ofSteps.steps().size() != execution.length()) {
            throw new IllegalArgumentException(
                    "%d steps were executed, got the cost of %d"
                            .formatted(execution.length(), ofSteps.steps().size()));
        }
        return new TextRendering(replay, width, Optional.of(ofSteps));
    }

    /** The text, each line ended by a newline. */
    public String text() {
        StringBuilder text = new StringBuilder();
        paragraph(text, replay.headline());
        paragraph(text, MachineSentence.of(replay.trace().machine()));
        if (!replay.trace().note().isEmpty()) {
            paragraph(text, replay.trace().note());
        }
        text.append('\n').append(table()).append('\n').append(ending());
        return text.toString();
    }

    private void paragraph(StringBuilder text, String sentence) {
        Table.wrap(sentence, width).forEach(line -> text.append(line).append('\n'));
    }

    private String table() {
        ChangedWords words = new ChangedWords(execution);
        StepPhrase phrases = new StepPhrase(execution);
        Trace trace = replay.trace();
        boolean buffers =
                IntStream.rangeClosed(0, execution.length()).anyMatch(i -> !buffers(i).isEmpty());
        Table table = new Table(width, columns(words, buffers));
        for (Stretch stretch : Stretch.of(execution)) {
            if (trace.isLasso() && stretch.first() == trace.stemLength() + 1) {
                table.remark("-- the cycle begins --");
            }
            List<String> row = new ArrayList<>();
            row.add(stretch.number());
            row.addAll(coreCells(stretch, phrases));
            if (buffers) {
                row.add(buffers(stretch.last()));
            }
            row.addAll(words.cells(stretch.last()));
            estimate.ifPresent(cost -> row.addAll(costCells(stretch, cost)));
            table.row(row);
        }
        if (trace.isLasso() && execution.stopped().isEmpty()) {
            if (trace.cycle().isEmpty()) {
                table.remark("-- and so for ever: no core can do anything but spin --");
            } else {
                table.remark("-- back to the state after step " + trace.stemLength() + " --");
            }
        }
        return table.text();
    }

    private List<Column> columns(ChangedWords words, boolean buffers) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("step", true));
        for (int core = 0; core < machine.cores(); core++) {
            columns.add(new Column(machine.program(core).coreName(), false));
        }
        if (buffers) {
            columns.add(new Column("store buffers", false));
        }
        columns.addAll(words.columns());
        if (estimate.isPresent()) {
            for (String header : List.of("local", "remote", "snoops", "cycles")) {
                columns.add(new Column(header, true));
            }
        }
        return columns;
    }

    private List<String> coreCells(Stretch stretch, StepPhrase phrases) {
        List<String> cells = new ArrayList<>();
        for (int core = 0; core < machine.cores(); core++) {
            cells.add("");
        }
        for (Stretch.Part part : stretch.parts(execution)) {
            Set<String> entered = phrases.entered(part.step());
            String note = entered.isEmpty() ? "" : " [" + String.join(", ", entered) + "]";
            cells.set(part.core(), stretch.phrase(execution, phrases, part) + note);
        }
        return cells;
    }

    private static List<String> costCells(Stretch stretch, Estimate cost) {
        Traffic traffic = Traffic.NONE;
        long over = 0;
        for (StepCost step : cost.steps().subList(stretch.first() - 1, stretch.last())) {
            traffic = traffic.plus(step.traffic());
            over = Math.max(over, step.finish());
        }
        return List.of(
                unlessZero(traffic.localAccesses()),
                unlessZero(traffic.remoteAccesses()),
                unlessZero(traffic.snoopData() + traffic.snoopInvalidates()),
                Long.toString(over));
    }

    private static String unlessZero(int count) {
        return count == 0 ? "" : Integer.toString(count);
    }

    private String buffers(int after) {
        List<String> buffers = new ArrayList<>();
        for (int core = 0; core < machine.cores(); core++) {
            List<String> entries = machine.buffered(execution.state(after), 0, core);
            if (!entries.isEmpty()) {
                buffers.add(
                        "%s[%s]"
                                .formatted(
                                        machine.program(core).coreName(),
                                        String.join(" ", entries)));
            }
        }
        return String.join(" ", buffers);
    }

    private String ending() {
        StringBuilder text = new StringBuilder("At the end:\n");
        long[] last = execution.lastState();
        for (int core = 0; core < machine.cores(); core++) {
            String name = machine.program(core).coreName();
            line(text, name, stands(last, core) + extras(last, core));
        }
        line(text, "memory", new ChangedWords(execution).all(execution.length()));
        return text.toString();
    }

    private String stands(long[] state, int core) {
        int at = machine.nextInstruction(state, 0, core);
        if (at < 0) {
            return Snapshot.STOPPED;
        }
        return machine.program(core).code().get(at) instanceof Instruction.End
                ? "has ended"
                : "before " + Snapshot.next(machine, state, core);
    }

    private String extras(long[] state, int core) {
        StringBuilder text = new StringBuilder();
        List<String> buffer = machine.buffered(state, 0, core);
        if (!buffer.isEmpty()) {
            text.append("; %s ".formatted(machine.memoryOf(core).buffer()))
                    .append(String.join(" ", buffer));
        }
        if (!machine.monitor(state, 0, core).equals("-")) {
            text.append("; monitor on ").append(machine.monitor(state, 0, core));
        }
        if (!machine.ipi(state, 0, core).equals("-")) {
            text.append("; ipi ").append(machine.ipi(state, 0, core));
        }
        if (!machine.roleOf(core).isEmpty()) {
            text.append("; ").append(machine.roleOf(core));
        }
        if (machine.isInterrupted(state, 0, core)) {
            text.append("; is interrupted");
        }
        return text.toString();
    }

    private void line(StringBuilder text, String subject, String rest) {
        String padded = subject + " ".repeat(Math.max(1, 8 - subject.length()));
        List<String> lines = Table.wrap(rest, width - 2 - padded.length());
        for (int i = 0; i < lines.size(); i++) {
            text.append("  ").append(i == 0 ? padded : " ".repeat(padded.length()));
            text.append(lines.get(i)).append('\n');
        }
    }
}

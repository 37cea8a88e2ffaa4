package dev.fracas.counterexamples.rendering;

import dev.fracas.counterexamples.Execution;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.rendering.Table.Column;
import dev.fracas.model.TraceWords.Cell;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Machine;
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
    private final TransitionSystem system;
    private final int width;
    private final Optional<Estimate> estimate;

    private TextRendering(Replay replay, int width, Optional<Estimate> estimate) {
        this.replay = replay;
        this.execution = replay.execution();
        this.system = execution.system();
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
        Phrases phrases = Phrases.of(execution);
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
        for (int mover = 0; mover < system.movers(); mover++) {
            columns.add(new Column(system.traceWords().mover(mover), false));
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

    private List<String> coreCells(Stretch stretch, Phrases phrases) {
        List<String> cells = new ArrayList<>();
        for (int mover = 0; mover < system.movers(); mover++) {
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
        return execution.machine().map(machine -> buffers(machine, after)).orElse("");
    }

    private String buffers(Machine machine, int after) {
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
        if (execution.machine().isEmpty()) {
            for (Cell cell : system.traceWords().state(last)) {
                line(text, cell.name(), cell.value());
            }
            return text.toString();
        }
        Machine machine = execution.machine().get();
        for (int core = 0; core < machine.cores(); core++) {
            line(
                    text,
                    machine.program(core).coreName(),
                    new CoreStanding(machine, last, core).text());
        }
        line(text, "memory", new ChangedWords(execution).all(execution.length()));
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

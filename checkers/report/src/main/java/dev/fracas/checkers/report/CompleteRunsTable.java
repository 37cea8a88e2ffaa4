package dev.fracas.checkers.report;

import dev.fracas.checkers.check.CompleteRuns;
import java.util.ArrayList;
import java.util.List;

/** What complete runs cost, a row for each configuration and a column for each hardware model. */
public final class CompleteRunsTable {
    private static final String NONE = "-";

    private CompleteRunsTable() {}

    /**
     * The table, each line ended by a newline.
     *
     * @param all checks of configurations
     * @param processors the pair of processors that the figures are for
     */
    public static String of(List<Checked> all, String processors) {
        List<List<String>> rows = all.stream().map(CompleteRunsTable::cells).toList();
        List<CompleteRuns> first = all.getFirst().report().completeRuns();
        Columns columns = Columns.none().words("configuration", cells(rows, 0));
        for (int i = 0; i < first.size(); i++) {
            columns = columns.number(first.get(i).hardware().id(), widest(rows, i + 1));
        }
        columns =
                columns.number("messages", widest(rows, first.size() + 1))
                        .number("IPIs", widest(rows, first.size() + 2))
                        .number("complete", widest(rows, first.size() + 3));
        StringBuilder text = new StringBuilder();
        text.append(
                "Complete runs in cycles, cheapest..dearest of the sampled runs that complete (%s):\n"
                        .formatted(processors));
        text.append(columns.header()).append('\n');
        for (List<String> row : rows) {
            text.append(columns.row(row)).append('\n');
        }
        return text.toString();
    }

    private static List<String> cells(Checked checked) {
        List<CompleteRuns> runs = checked.report().completeRuns();
        CompleteRuns any = runs.getFirst();
        boolean none = any.completed() == 0;
        List<String> cells = new ArrayList<>(List.of(checked.id()));
        runs.forEach(ofOne -> cells.add(none ? NONE : ofOne.cycles().toString()));
        cells.add(none ? NONE : any.messages().toString());
        cells.add(none ? NONE : any.ipis().toString());
        cells.add("%d of %d".formatted(any.completed(), any.runs()));
        return cells;
    }

    private static List<String> cells(List<List<String>> rows, int column) {
        return rows.stream().map(row -> row.get(column)).toList();
    }

    private static int widest(List<List<String>> rows, int column) {
        return cells(rows, column).stream().mapToInt(String::length).max().orElse(0);
    }
}

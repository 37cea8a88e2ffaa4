package dev.fracas.checkers.report;

import dev.fracas.checkers.check.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a span costs, such as acquire to release or a complete run: a row for each mechanism that
 * has it, a column for each hardware model, and what is sent meanwhile.
 */
public final class CostTable {
    private static final String NONE = "-";

    private final String span;
    private final List<List<Cost>> rows;
    private final List<String> ids;

    private CostTable(String span, List<Checked> all) {
        this.span = span;
        List<Checked> having = all.stream().filter(c -> !c.report().costs(span).isEmpty()).toList();
        this.rows = having.stream().map(checked -> checked.report().costs(span)).toList();
        this.ids = having.stream().map(Checked::id).toList();
    }

    /**
     * A table for each span, with an empty line between two, each line ended by a newline; nothing
     * where nothing was costed.
     *
     * @param processors the pair of processors that the figures are for
     */
    public static String all(List<Checked> all, String processors) {
        return all.stream()
                .flatMap(checked -> checked.report().costs().stream())
                .map(Cost::span)
                .distinct()
                .sorted((a, b) -> Boolean.compare(isComplete(a), isComplete(b)))
                .map(span -> new CostTable(span, all).text(processors))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isComplete(String span) {
        return span.equals(Cost.COMPLETE_RUN);
    }

    private String text(String processors) {
        List<String> headers = new ArrayList<>(List.of("mechanism"));
        rows.getFirst().forEach(cost -> headers.add(cost.hardware().id()));
        headers.addAll(List.of("messages", "IPIs"));
        if (!isComplete(span)) {
            headers.add("intervals");
        }
        headers.add("complete");
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            cells.add(cells(ids.get(i), rows.get(i)));
        }
        Columns columns = Columns.none().words(headers.getFirst(), ids);
        for (int i = 1; i < headers.size(); i++) {
            int column = i;
            columns =
                    columns.number(
                            headers.get(i),
                            cells.stream().mapToInt(r -> r.get(column).length()).max().orElse(0));
        }
        StringBuilder text = new StringBuilder();
        text.append(
                "%s in cycles, cheapest..dearest of the sampled runs (%s):\n"
                        .formatted(
                                span.substring(0, 1).toUpperCase(Locale.ROOT) + span.substring(1),
                                processors));
        text.append(columns.header()).append('\n');
        for (List<String> row : cells) {
            text.append(columns.row(row)).append('\n');
        }
        return text.toString();
    }

    private List<String> cells(String id, List<Cost> costs) {
        Cost any = costs.getFirst();
        boolean none = any.intervals() == 0;
        List<String> cells = new ArrayList<>(List.of(id));
        costs.forEach(cost -> cells.add(none ? NONE : cost.cycles().toString()));
        cells.add(none ? NONE : any.messages().toString());
        cells.add(none ? NONE : any.ipis().toString());
        if (!isComplete(span)) {
            cells.add(Integer.toString(any.intervals()));
        }
        cells.add("%d of %d".formatted(any.completed(), any.runs()));
        return cells;
    }
}

package dev.fracas.checkers.report;

import dev.fracas.checkers.check.SpanEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a span such as acquire to release costs, a row for each lock and a column for each hardware
 * model.
 */
public final class EstimateTable {
    private EstimateTable() {}

    /**
     * The table, each line ended by a newline.
     *
     * @param processors the pair of processors that the figures are for
     */
    public static String of(List<Checked> all, String processors) {
        List<SpanEstimate> first = all.getFirst().report().estimates();
        Columns columns = Columns.none().words("protocol", all.stream().map(Checked::id).toList());
        for (SpanEstimate estimate : first) {
            columns = columns.number(estimate.hardware().id(), "cheapest..dearest".length());
        }
        columns = columns.number("intervals", 5).number("runs", 4);
        StringBuilder text = new StringBuilder();
        text.append(
                "%s in cycles, cheapest..dearest of the runs costed (%s):\n"
                        .formatted(capitalized(first.getFirst().span().name()), processors));
        text.append(columns.header()).append('\n');
        for (Checked checked : all) {
            List<SpanEstimate> estimates = checked.report().estimates();
            List<String> cells = new ArrayList<>(List.of(checked.id()));
            estimates.forEach(estimate -> cells.add(range(estimate)));
            cells.add(Integer.toString(estimates.getFirst().intervals()));
            cells.add(Integer.toString(estimates.getFirst().runs()));
            text.append(columns.row(cells)).append('\n');
        }
        return text.toString();
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String range(SpanEstimate estimate) {
        return estimate.intervals() == 0 ? "-" : estimate.cheapest() + ".." + estimate.dearest();
    }
}

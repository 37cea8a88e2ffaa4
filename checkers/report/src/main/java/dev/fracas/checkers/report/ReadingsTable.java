package dev.fracas.checkers.report;

import dev.fracas.checkers.check.CompleteRun;
import dev.fracas.model.timing.Estimate;
import java.util.List;

/** The shortest complete runs of the readings of one mechanism, side by side. */
public final class ReadingsTable {
    private ReadingsTable() {}

    /**
     * The table, each line ended by a newline.
     *
     * @param name the mechanism's
     * @param hardware the hardware that was assumed
     */
    public static String of(String name, List<CompleteRun> runs, String hardware) {
        Columns columns =
                Columns.none()
                        .words("  reading", runs.stream().map(ReadingsTable::indented).toList())
                        .number("steps", 5)
                        .number("messages", 5)
                        .number("IPIs", 4)
                        .number("local", 6)
                        .number("remote", 6)
                        .number("cycles", 8)
                        .words("", 0);
        StringBuilder text = new StringBuilder();
        text.append(
                Paragraph.labelled(
                        "",
                        "The shortest complete run of each reading of %s (%s):"
                                .formatted(name, hardware)));
        text.append(columns.header()).append('\n');
        for (CompleteRun run : runs) {
            text.append(columns.row(cells(run))).append('\n');
        }
        return text.toString();
    }

    private static String indented(CompleteRun run) {
        return "  " + run.reading();
    }

    private static List<String> cells(CompleteRun run) {
        return switch (run.outcome()) {
            case CompleteRun.Shortest s -> cells(run, s.estimate());
            case CompleteRun.Never n -> without(run, "cannot complete: no run of it does");
            case CompleteRun.Cut c ->
                    without(run, "none found before the search was cut by " + c.by());
        };
    }

    private static List<String> cells(CompleteRun run, Estimate e) {
        return List.of(
                indented(run),
                Integer.toString(e.steps().size()),
                Integer.toString(e.sent().messages()),
                Integer.toString(e.sent().ipis()),
                Integer.toString(e.traffic().localAccesses()),
                Integer.toString(e.traffic().remoteAccesses()),
                Long.toString(e.criticalPath()),
                "");
    }

    private static List<String> without(CompleteRun run, String why) {
        return List.of(indented(run), "-", "-", "-", "-", "-", "-", why);
    }
}

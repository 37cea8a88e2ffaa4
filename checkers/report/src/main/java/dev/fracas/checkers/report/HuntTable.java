package dev.fracas.checkers.report;

import dev.fracas.checkers.hunt.FormReport;
import dev.fracas.checkers.hunt.HuntReport;
import java.util.List;

/** One row for each mechanism that was hunted in. */
public final class HuntTable {
    private final Columns columns;

    public HuntTable(Plan plan) {
        List<String> ids = plan.subjects().stream().map(s -> s.mechanism().id()).toList();
        columns =
                Columns.none()
                        .words("mechanism", ids)
                        .number("runs", 8)
                        .number("steps", 10)
                        .number("behaviours", 8)
                        .number("unreached", 6)
                        .words("result", 40);
    }

    /** The line of headers, without a newline. */
    public String header() {
        return columns.header();
    }

    /** The row of a hunt, without a newline. */
    public String row(Hunted hunted) {
        HuntReport report = hunted.report();
        return columns.row(
                List.of(
                        hunted.id(),
                        Long.toString(report.runs()),
                        Long.toString(report.steps()),
                        Long.toString(report.behaviours()),
                        Integer.toString(unreached(report)),
                        HuntWording.result(report)));
    }

    private static int unreached(HuntReport report) {
        return report.forms().stream().map(FormReport::unreached).mapToInt(List::size).sum();
    }
}

package dev.fracas.checkers.report;

import dev.fracas.checkers.hunt.Finding;
import dev.fracas.checkers.hunt.FormReport;
import dev.fracas.checkers.hunt.HuntReport;
import java.util.List;

/** Everything about the hunt in one mechanism but its traces. */
public final class HuntDetail {
    private static final int MOST_UNREACHED = 5;

    private HuntDetail() {}

    /** The text, each line ended by a newline. */
    public static String of(Hunted hunted) {
        HuntReport report = hunted.report();
        StringBuilder text = new StringBuilder();
        text.append("%s: %s\n".formatted(hunted.id(), HuntWording.result(report)));
        Columns columns =
                Columns.none()
                        .words("  property", ids(report))
                        .words("kind", 9)
                        .words("result", 22)
                        .words("found", 40);
        text.append(columns.header()).append('\n');
        for (Finding finding : report.findings()) {
            text.append(
                            columns.row(
                                    List.of(
                                            "  " + finding.id(),
                                            finding.promise().property().kind(),
                                            HuntWording.result(finding),
                                            HuntWording.extent(finding, report))))
                    .append('\n');
        }
        report.forms().forEach(form -> text.append(form(form)));
        return text.toString();
    }

    private static List<String> ids(HuntReport report) {
        return report.findings().stream().map(finding -> "  " + finding.id()).toList();
    }

    private static String form(FormReport form) {
        StringBuilder text = new StringBuilder();
        text.append(
                Paragraph.labelled(
                        "  ",
                        "%s: %s, %s, %s, %s; %s not reached"
                                .formatted(
                                        Wording.rounds(form.description()),
                                        Figures.count(form.runs(), "run"),
                                        Figures.count(form.steps(), "step"),
                                        Figures.count(form.behaviours(), "distinct behaviour"),
                                        Figures.count(form.places(), "pair") + " of places",
                                        Figures.count(form.unreached().size(), "instruction"))));
        form.unreached().stream()
                .limit(MOST_UNREACHED)
                .forEach(line -> text.append("    ").append(line.strip()).append('\n'));
        if (form.unreached().size() > MOST_UNREACHED) {
            text.append("    ... --json tells all\n");
        }
        return text.toString();
    }
}

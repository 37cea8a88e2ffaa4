package dev.fracas.checkers.report;

import dev.fracas.checkers.hunt.HuntReport;
import java.util.List;

/** The last line of a hunt. */
public final class HuntClosing {
    private HuntClosing() {}

    /** The line, broken where it is long, without a newline at its end. */
    public static String of(List<Hunted> all, Plan plan) {
        List<HuntReport> reports = all.stream().map(Hunted::report).toList();
        long violated = reports.stream().filter(HuntReport::isSurprising).count();
        long steps = reports.stream().mapToLong(HuntReport::steps).sum();
        long runs = reports.stream().mapToLong(HuntReport::runs).sum();
        double seconds = reports.stream().mapToDouble(HuntReport::seconds).sum();
        String line =
                "%s: %d violated, %d not violated beyond what is declared, %d not begun; %s, %s in %s"
                        .formatted(
                                plan.count(),
                                violated,
                                all.size() - violated,
                                plan.subjects().size() - all.size(),
                                Figures.count(runs, "run"),
                                Figures.count(steps, "step"),
                                Figures.time(seconds));
        return Paragraph.labelled("", line).stripTrailing();
    }
}

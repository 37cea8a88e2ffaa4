package dev.fracas.checkers.report;

import dev.fracas.checkers.check.Report;
import java.util.List;

/** The last line of a check. */
public final class Closing {
    private Closing() {}

    /**
     * The line, broken where it is long, without a newline at its end.
     *
     * @param plan what was to be checked
     * @param seconds wall-clock time of the whole command
     */
    public static String of(List<Checked> all, Plan plan, double seconds) {
        List<Report> reports = all.stream().map(Checked::report).toList();
        long asDeclared = reports.stream().filter(Report::isAsExpected).count();
        long surprising = reports.stream().filter(Report::isSurprising).count();
        long incomplete = plan.subjects().size() - asDeclared - surprising;
        String line =
                "%s: %d as declared, %d not as declared, %d incomplete; %s, peak memory %s"
                        .formatted(
                                plan.count(),
                                asDeclared,
                                surprising,
                                incomplete,
                                Figures.time(seconds),
                                Figures.memory(PeakMemory.bytes()));
        return Paragraph.labelled("", line).stripTrailing();
    }
}

package dev.fracas.checkers.report;

import dev.fracas.checkers.check.Report;
import java.util.List;

/** The last line of a check. */
public final class Closing {
    private Closing() {}

    /**
     * The line, without a newline.
     *
     * @param planned how many mechanisms were to be checked
     * @param seconds wall-clock time of the whole command
     */
    public static String of(List<Checked> all, int planned, double seconds) {
        List<Report> reports = all.stream().map(Checked::report).toList();
        long asDeclared = reports.stream().filter(Report::isAsExpected).count();
        long surprising = reports.stream().filter(Report::isSurprising).count();
        long incomplete = planned - asDeclared - surprising;
        return "%s: %d as declared, %d not as declared, %d incomplete; %s, peak memory %s"
                .formatted(
                        Figures.count(planned, "protocol"),
                        asDeclared,
                        surprising,
                        incomplete,
                        Figures.time(seconds),
                        Figures.memory(PeakMemory.bytes()));
    }
}

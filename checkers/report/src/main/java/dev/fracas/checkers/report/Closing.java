package dev.fracas.checkers.report;

import dev.fracas.checkers.check.Report;
import java.util.ArrayList;
import java.util.List;

/** The last line of a check. */
public final class Closing {
    private Closing() {}

    /**
     * The line, without a newline.
     *
     * @param plan what was to be checked
     * @param seconds wall-clock time of the whole command
     */
    public static String of(List<Checked> all, Plan plan, double seconds) {
        List<Report> reports = all.stream().map(Checked::report).toList();
        long asDeclared = reports.stream().filter(Report::isAsExpected).count();
        long surprising = reports.stream().filter(Report::isSurprising).count();
        long incomplete = plan.subjects().size() - asDeclared - surprising;
        return "%s: %d as declared, %d not as declared, %d incomplete; %s, peak memory %s"
                .formatted(
                        subjects(plan),
                        asDeclared,
                        surprising,
                        incomplete,
                        Figures.time(seconds),
                        Figures.memory(PeakMemory.bytes()));
    }

    private static String subjects(Plan plan) {
        List<String> kinds = new ArrayList<>();
        int locks = plan.locks().size();
        int configurations = plan.configurations().size();
        if (locks > 0) {
            kinds.add(Figures.count(locks, "protocol"));
        }
        if (configurations > 0) {
            kinds.add(Figures.count(configurations, "configuration"));
        }
        return String.join(" and ", kinds);
    }
}

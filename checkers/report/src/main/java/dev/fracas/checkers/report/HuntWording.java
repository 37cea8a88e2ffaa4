package dev.fracas.checkers.report;

import dev.fracas.checkers.hunt.Finding;
import dev.fracas.checkers.hunt.HuntReport;
import dev.fracas.spec.Property;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a hunt found, in words that claim no more than its runs show. */
final class HuntWording {
    private HuntWording() {}

    /** Of a whole hunt, with the ids of the properties that it is about. */
    static String result(HuntReport report) {
        if (report.isSurprising()) {
            return "VIOLATED: " + ids(report, Finding::isSurprising);
        }
        String declared = ids(report, Finding::isViolated);
        return declared.isEmpty() ? "not violated" : "VIOLATED (as declared): " + declared;
    }

    private static String ids(HuntReport report, Predicate<Finding> which) {
        return report.findings().stream()
                .filter(which)
                .map(Finding::id)
                .collect(Collectors.joining(", "));
    }

    /** Of one property. */
    static String result(Finding finding) {
        if (finding.isViolated()) {
            return finding.isSurprising() ? "VIOLATED" : "VIOLATED (as declared)";
        }
        if (finding.isSometimes()) {
            return finding.shown() ? "shown" : "not shown";
        }
        return finding.promise().property() instanceof Property.LeadsTo<?>
                ? "no fair cycle found"
                : "not violated";
    }

    /** The same as one word, for programs. */
    static String code(Finding finding) {
        if (finding.isViolated()) {
            return "VIOLATED";
        }
        if (finding.isSometimes()) {
            return finding.shown() ? "SHOWN" : "NOT_SHOWN";
        }
        return "NOT_VIOLATED";
    }

    /** How often it was found, and how small; empty where it was not. */
    static String extent(Finding finding, HuntReport report) {
        return finding.example()
                .map(example ->
                        "in %d of %s; run %d has it after %s, the smallest trace made of it has %d"
                                .formatted(
                                        finding.violations(),
                                        Figures.count(report.runs(), "run"),
                                        example.run(),
                                        Figures.count(example.steps(), "step"),
                                        example.replay().trace().steps().size()))
                .orElse("");
    }

    /** Those that a property is of, in the order of the promises. */
    static List<Finding> violated(HuntReport report, boolean surprising) {
        return report.findings().stream()
                .filter(f -> f.isViolated() && f.isSurprising() == surprising)
                .toList();
    }
}

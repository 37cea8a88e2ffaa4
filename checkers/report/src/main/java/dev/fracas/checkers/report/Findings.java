package dev.fracas.checkers.report;

import dev.fracas.checkers.check.Checker;
import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.checkers.check.Report;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.rendering.TextRendering;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.timing.Estimate;
import dev.fracas.model.timing.Estimator;
import dev.fracas.spec.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a check brought to light: known lacks in a line each, and all else with its trace. */
public final class Findings {
    private final Checker checker;

    /**
     * @param checker the traces are costed on the first of its hardware models
     */
    public Findings(Checker checker) {
        this.checker = checker;
    }

    /** One line for each reason of a declared violation found again; empty when there is none. */
    public static String knownLacks(List<Checked> all) {
        StringBuilder text = new StringBuilder();
        for (Checked checked : all) {
            Map<String, List<PropertyVerdict>> byReason = new LinkedHashMap<>();
            for (PropertyVerdict property : checked.report().properties()) {
                if (property.verdict() == Verdict.VIOLATED && property.isAsExpected()) {
                    byReason.computeIfAbsent(
                                    property.promise().reason(), reason -> new ArrayList<>())
                            .add(property);
                }
            }
            byReason.forEach((reason, lacked) -> text.append(lacks(checked, reason, lacked)));
        }
        return text.isEmpty() ? "" : "Known lacks, found again:\n" + text;
    }

    private static String lacks(Checked checked, String reason, List<PropertyVerdict> lacked) {
        String ids = lacked.stream().map(PropertyVerdict::id).collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder();
        text.append(
                Paragraph.labelled("  ", "%s lacks %s: %s".formatted(checked.id(), ids, reason)));
        for (PropertyVerdict property : lacked) {
            checked.trace(property).ifPresent(file -> text.append(command(file)));
        }
        return text.toString();
    }

    /** How to see each witness that was written; empty when none was. */
    public static String witnesses(List<Checked> all) {
        StringBuilder text = new StringBuilder();
        for (Checked checked : all) {
            for (PropertyVerdict property : checked.report().properties()) {
                if (property.witness().isPresent()) {
                    checked.trace(property).ifPresent(file -> text.append(command(file)));
                }
            }
        }
        return text.isEmpty() ? "" : "Shortest complete runs:\n" + text;
    }

    /** One line for each verdict that a bound has left open; empty when there is none. */
    public static String open(List<Checked> all) {
        StringBuilder text = new StringBuilder();
        for (Checked checked : all) {
            for (PropertyVerdict property : checked.report().properties()) {
                if (property.verdict() == Verdict.INCOMPLETE) {
                    String why = Wording.openReason(property, checked.report());
                    text.append(
                            Paragraph.labelled(
                                    "  ", "%s %s: %s".formatted(checked.id(), property.id(), why)));
                }
            }
        }
        return text.isEmpty()
                ? ""
                : "INCOMPLETE, neither found violated nor proved to hold:\n" + text;
    }

    /** Every decided verdict that is not as declared, with its trace; empty when there is none. */
    public String surprises(Checked checked) {
        StringBuilder text = new StringBuilder();
        for (PropertyVerdict property : checked.report().properties()) {
            if (property.verdict() != Verdict.INCOMPLETE && !property.isAsExpected()) {
                text.append(text.isEmpty() ? "" : "\n").append(surprise(checked, property));
            }
        }
        return text.toString();
    }

    private String surprise(Checked checked, PropertyVerdict property) {
        StringBuilder text = new StringBuilder();
        String subject =
                "%s: %s %s: ".formatted(checked.id(), property.id(), Wording.verdict(property));
        text.append(Paragraph.labelled("", subject + property.promise().property().sentence()));
        Optional<Replay> counterexample = property.counterexample();
        if (counterexample.isEmpty()) {
            text.append(Paragraph.labelled("", Wording.surprise(property)));
            return text.toString();
        }
        text.append(rendered(counterexample.get()));
        checked.trace(property).ifPresent(file -> text.append(command(file)));
        return text.toString();
    }

    private String rendered(Replay replay) {
        TextRendering rendering = TextRendering.of(replay);
        if (checker.hardware().isEmpty() || replay.execution().machine().isEmpty()) {
            return rendering.text();
        }
        Estimate estimate =
                new Estimator(
                                replay.execution().machine().get(),
                                checker.hardware().getFirst(),
                                checker.latencies())
                        .estimate(replay.trace().steps());
        return rendering.withEstimate(estimate).text();
    }

    private static String command(Path file) {
        return "  replay: fracas replay " + file + "\n";
    }

    /** Whether the defect built in was caught, in one sentence that ends with a newline. */
    public static String defect(Report report, Defect defect) {
        return Paragraph.labelled("", caught(report, defect));
    }

    private static String caught(Report report, Defect defect) {
        List<String> violated =
                report.properties().stream()
                        .filter(p -> p.verdict() == Verdict.VIOLATED && !p.isAsExpected())
                        .map(PropertyVerdict::id)
                        .toList();
        String what = "The defect %s (%s)".formatted(defect.name(), defect.sentence());
        if (violated.isEmpty()) {
            return what
                    + (report.isIncomplete()
                            ? " is not caught as far as the search came."
                            : " is NOT caught: no property is violated that holds without it.");
        }
        String caught = what + " is caught: it violates " + String.join(", ", violated);
        return violated.contains(defect.violates().id())
                ? caught + "."
                : caught + ", but not %s as declared.".formatted(defect.violates().id());
    }
}

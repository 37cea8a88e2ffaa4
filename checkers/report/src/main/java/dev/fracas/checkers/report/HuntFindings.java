package dev.fracas.checkers.report;

import dev.fracas.checkers.check.Checker;
import dev.fracas.checkers.hunt.Finding;
import dev.fracas.checkers.hunt.HuntReport;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.rendering.TextRendering;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.timing.Estimator;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a hunt brought to light. */
public final class HuntFindings {
    private final Checker checker;

    /**
     * @param checker the traces are costed on the first of its hardware models
     */
    public HuntFindings(Checker checker) {
        this.checker = checker;
    }

    /** Every violation that is not declared, with its trace; empty when there is none. */
    public String surprises(Hunted hunted) {
        return HuntWording.violated(hunted.report(), true).stream()
                .map(finding -> surprise(hunted, finding))
                .collect(Collectors.joining("\n"));
    }

    private String surprise(Hunted hunted, Finding finding) {
        StringBuilder text = new StringBuilder();
        text.append(
                Paragraph.labelled(
                        "",
                        "%s: %s VIOLATED: %s"
                                .formatted(
                                        hunted.id(),
                                        finding.id(),
                                        finding.promise().property().sentence())));
        finding.example().ifPresent(example -> text.append(rendered(example.replay())));
        hunted.trace(finding).ifPresent(file -> text.append(command(file)));
        return text.toString();
    }

    private String rendered(Replay replay) {
        TextRendering rendering = TextRendering.of(replay);
        return replay.execution()
                .machine()
                .map(machine ->
                        new Estimator(machine, checker.hardware().getFirst(), checker.latencies())
                                .estimate(replay.trace().steps()))
                .map(rendering::withEstimate)
                .orElse(rendering)
                .text();
    }

    private static String command(Path file) {
        return "  replay: fracas replay " + file + "\n";
    }

    /** One line for each declared violation found again; empty when there is none. */
    public static String knownLacks(List<Hunted> all) {
        StringBuilder text = new StringBuilder();
        for (Hunted hunted : all) {
            for (Finding finding : HuntWording.violated(hunted.report(), false)) {
                String reason = finding.promise().reason();
                text.append(
                        Paragraph.labelled(
                                "  ",
                                "%s lacks %s: %s".formatted(hunted.id(), finding.id(), reason)));
                hunted.trace(finding).ifPresent(file -> text.append(command(file)));
            }
        }
        return text.isEmpty() ? "" : "Known lacks, found again:\n" + text;
    }

    /** Declared violations that no run shows, which says nothing; empty when there is none. */
    public static String notFound(List<Hunted> all) {
        return listed(
                all,
                "Known lacks that no run shows (fracas check finds them):\n",
                finding -> !finding.promise().keeps() && !finding.isViolated());
    }

    /** Sometimes properties that no run shows; empty when there is none. */
    public static String notShown(List<Hunted> all) {
        return listed(
                all,
                "Not shown by any run, so that little was tried:\n",
                finding -> finding.isSometimes() && finding.promise().keeps() && !finding.shown());
    }

    private static String listed(List<Hunted> all, String heading, Predicate<Finding> which) {
        StringBuilder text = new StringBuilder();
        for (Hunted hunted : all) {
            String ids =
                    hunted.report().findings().stream()
                            .filter(which)
                            .map(Finding::id)
                            .collect(Collectors.joining(", "));
            if (!ids.isEmpty()) {
                text.append(Paragraph.labelled("  ", hunted.id() + ": " + ids));
            }
        }
        return text.isEmpty() ? "" : heading + text;
    }

    /** Whether the defect built in was caught, in one sentence that ends with a newline. */
    public static String defect(HuntReport report, Defect defect) {
        List<String> violated =
                HuntWording.violated(report, true).stream().map(Finding::id).toList();
        String what = "The defect %s (%s)".formatted(defect.name(), defect.sentence());
        String verdict =
                violated.isEmpty()
                        ? " is not caught by these runs."
                        : " is caught: it violates " + String.join(", ", violated) + ".";
        return Paragraph.labelled("", what + verdict);
    }
}

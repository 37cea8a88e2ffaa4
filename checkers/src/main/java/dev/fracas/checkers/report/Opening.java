package dev.fracas.checkers.report;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.model.Mechanism;
import dev.fracas.spec.Property;
import dev.fracas.spec.hardware.HardwareModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What will be checked and what not, before anything is. */
public final class Opening {
    private static final List<String> KINDS = List.of("always", "never", "leads to", "sometimes");

    private final Plan plan;
    private final StringBuilder text = new StringBuilder();

    private Opening(Plan plan) {
        this.plan = plan;
    }

    /** The text, each line ended by a newline. */
    public static String of(Plan plan) {
        return new Opening(plan).render();
    }

    private String render() {
        List<Mechanism> mechanisms = plan.mechanisms();
        line(
                "protocols",
                mechanisms.size() <= 3
                        ? mechanisms.stream().map(Mechanism::id).collect(Collectors.joining(", "))
                        : Integer.toString(mechanisms.size()));
        plan.skipped().forEach(reason -> line("", "without " + reason));
        line("machine", Wording.machine(plan.machine()));
        line("search", search());
        line("bounds", bounds(plan.checker().explorer().bounds()));
        for (String kind : KINDS) {
            List<Property<?>> ofKind =
                    plan.selected().stream()
                            .filter(property -> property.kind().equals(kind))
                            .toList();
            if (!ofKind.isEmpty()) {
                line("+ " + kind, ids(ofKind) + howJudged(kind));
            }
        }
        if (!plan.notSelected().isEmpty()) {
            line("- not judged", ids(plan.notSelected()));
        }
        line(
                "- not checked",
                "other numbers of cores and rounds, other memory; HOLDS says nothing of them");
        line(
                "costs",
                "%s; %s"
                        .formatted(
                                plan.processors(),
                                plan.checker().hardware().stream()
                                        .map(HardwareModel::id)
                                        .collect(Collectors.joining(", "))));
        return text.toString();
    }

    private String search() {
        Explorer explorer = plan.checker().explorer();
        return "every interleaving, breadth first, whole states stored, no reduction; "
                + Figures.count(explorer.workers(), "worker");
    }

    private static String howJudged(String kind) {
        return switch (kind) {
            case "leads to" -> " (under weak fairness, on the endless form: no bound on rounds)";
            case "sometimes" -> " (must be reachable)";
            default -> "";
        };
    }

    private static String bounds(Bounds bounds) {
        List<String> parts = new ArrayList<>();
        if (bounds.maxStates() < Long.MAX_VALUE) {
            parts.add(Figures.count(bounds.maxStates(), "state"));
        }
        if (bounds.maxDepth() < Integer.MAX_VALUE) {
            parts.add("depth " + bounds.maxDepth());
        }
        if (bounds.timeout().compareTo(Bounds.none().timeout()) < 0) {
            parts.add(time(bounds.timeout()));
        }
        parts.add(Figures.memory(bounds.maxBytes()) + " of visited states");
        return String.join(", ", parts) + ", for each exploration";
    }

    private static String time(Duration duration) {
        return Figures.time(duration.toMillis() / 1000.0);
    }

    private static String ids(List<Property<?>> properties) {
        return properties.stream().map(Property::id).collect(Collectors.joining(", "));
    }

    private void line(String label, String content) {
        text.append(Paragraph.labelled("%-14s".formatted(label), content));
    }
}

package dev.fracas.checkers.report;

import dev.fracas.checkers.hunt.HuntBounds;
import dev.fracas.checkers.hunt.Hunter;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What will be hunted for and how, before any run is made. */
public final class HuntOpening {
    private static final List<String> KINDS = List.of("always", "never", "leads to", "sometimes");

    private final Plan plan;
    private final Hunter hunter;
    private final StringBuilder text = new StringBuilder();

    private HuntOpening(Plan plan, Hunter hunter) {
        this.plan = plan;
        this.hunter = hunter;
    }

    /** The text, each line ended by a newline. */
    public static String of(Plan plan, Hunter hunter) {
        return new HuntOpening(plan, hunter).render();
    }

    private String render() {
        line("hunt in", subjects());
        plan.skipped().forEach(reason -> line("", "without " + reason));
        machines();
        line(
                "strategy",
                "%s: %s; seed %d"
                        .formatted(
                                hunter.strategy().id(),
                                hunter.strategy().description(),
                                hunter.seed()));
        line("bounds", bounds(hunter.bounds()));
        for (String kind : KINDS) {
            List<Property<?>> ofKind =
                    plan.selected().stream().filter(p -> p.kind().equals(kind)).toList();
            if (!ofKind.isEmpty()) {
                line("+ " + kind, ids(ofKind) + howJudged(kind));
            }
        }
        line("- not proved", "that anything holds: only the runs made are judged");
        return text.toString();
    }

    private String subjects() {
        List<String> ids = plan.subjects().stream().map(s -> s.mechanism().id()).toList();
        return ids.size() <= 3
                ? String.join(", ", ids)
                : "%d protocols and %d configurations"
                        .formatted(plan.locks().size(), plan.configurations().size());
    }

    private void machines() {
        if (!plan.locks().isEmpty()) {
            line(
                    "machine",
                    Wording.machine(plan.locks().getFirst().machine())
                            + "; every second batch of runs with endless rounds");
        }
        Set<String> own =
                plan.subjects().stream()
                        .filter(Plan.Subject::isConfiguration)
                        .map(subject -> Wording.machine(subject.machine()))
                        .collect(Collectors.toSet());
        if (!own.isEmpty()) {
            line(
                    plan.locks().isEmpty() ? "machine" : "",
                    own.size() == 1
                            ? own.iterator().next()
                            : "each configuration has its own, which --json tells");
        }
    }

    /** How runs are made and how many, in one line. */
    public static String how(Hunter hunter) {
        return "%s, seed %d; %s"
                .formatted(hunter.strategy().id(), hunter.seed(), bounds(hunter.bounds()));
    }

    private static String bounds(HuntBounds bounds) {
        List<String> parts = new ArrayList<>();
        if (bounds.runs() < Long.MAX_VALUE) {
            parts.add(Figures.count(bounds.runs(), "run"));
        }
        if (bounds.time().compareTo(HuntBounds.NO_LIMIT) < 0) {
            parts.add(Figures.time(bounds.time().toMillis() / 1000.0));
        }
        return "%s for each protocol; %s for each run"
                .formatted(String.join(", ", parts), Figures.count(bounds.steps(), "step"));
    }

    private static String howJudged(String kind) {
        return switch (kind) {
            case "leads to" -> " (under weak fairness; only on cycles that a run closes)";
            case "sometimes" -> " (told where no run shows it)";
            default -> "";
        };
    }

    private static String ids(List<Property<?>> properties) {
        return properties.stream().map(Property::id).collect(Collectors.joining(", "));
    }

    private void line(String label, String content) {
        text.append(Paragraph.labelled("%-14s".formatted(label), content));
    }
}

package dev.fracas.checkers.report;

import dev.fracas.checkers.hunt.HuntBounds;
import dev.fracas.checkers.hunt.Hunter;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
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
        return ids.size() <= 3 ? String.join(", ", ids) : plan.count();
    }

    private void machines() {
        String label = "machine";
        for (String machine : plan.machines()) {
            line(label, machine);
            label = "";
        }
        if (plan.promises().anyMatch(Promise::endless)) {
            line("", "where there is an endless form, every second batch of runs is of that");
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
        return "%s for each mechanism; %s for each run"
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

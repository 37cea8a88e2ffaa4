package dev.fracas.checkers.report;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import dev.fracas.spec.hardware.HardwareModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
        subjects();
        plan.skipped().forEach(reason -> line("", "without " + reason));
        machines();
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
        line("- not checked", "other machines, rounds and workloads; HOLDS says nothing of them");
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

    private void subjects() {
        String label = "mechanisms";
        for (Map.Entry<Family, List<Plan.Subject>> each : plan.byFamily().entrySet()) {
            line(label, told(each.getKey(), each.getValue()));
            label = "";
        }
    }

    /** {@code tas, ticket}, or {@code 40 of address-space: 19 paper, 13 released, 8 popcorn}. */
    private static String told(Family family, List<Plan.Subject> subjects) {
        if (subjects.size() <= 3) {
            return subjects.stream().map(s -> s.mechanism().id()).collect(Collectors.joining(", "));
        }
        List<Reading> readings =
                subjects.stream().flatMap(s -> s.mechanism().reading().stream()).toList();
        String ofEach =
                readings.stream()
                        .distinct()
                        .map(r -> Collections.frequency(readings, r) + " " + r.id())
                        .collect(Collectors.joining(", "));
        boolean all = readings.size() == subjects.size();
        return subjects.size() + " of " + family.id() + (all ? ": " + ofEach : "");
    }

    private void machines() {
        String label = "machine";
        for (String machine : plan.machines()) {
            line(label, machine);
            label = "";
        }
    }

    private String howJudged(String kind) {
        return switch (kind) {
            case "leads to" -> " (under weak fairness" + leadsToWhere() + ")";
            case "sometimes" -> " (must be reachable)";
            default -> "";
        };
    }

    private String leadsToWhere() {
        boolean endless = plan.promises().anyMatch(p -> isLeadsTo(p) && p.endless());
        boolean bounded = plan.promises().anyMatch(p -> isLeadsTo(p) && !p.endless());
        if (!endless) {
            return "";
        }
        return bounded
                ? "; on the endless form where there is one: no bound on rounds"
                : ", on the endless form: no bound on rounds";
    }

    private static boolean isLeadsTo(Promise promise) {
        return promise.property() instanceof Property.LeadsTo<?>;
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

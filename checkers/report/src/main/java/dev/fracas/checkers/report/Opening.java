package dev.fracas.checkers.report;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import dev.fracas.spec.hardware.HardwareModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
        line("- not checked", notChecked() + "; HOLDS says nothing of them");
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
        List<Mechanism> configurations = plan.configurations();
        if (!plan.locks().isEmpty()) {
            line("protocols", few(plan.locks().stream().map(Plan.Subject::mechanism).toList()));
        }
        if (!configurations.isEmpty()) {
            String list = few(configurations);
            line("configuration", isFew(configurations) ? list : list + ": " + ofEachReading());
        }
    }

    private static boolean isFew(List<? extends Mechanism> mechanisms) {
        return mechanisms.size() <= 3;
    }

    private static String few(List<? extends Mechanism> mechanisms) {
        return isFew(mechanisms)
                ? mechanisms.stream().map(Mechanism::id).collect(Collectors.joining(", "))
                : Integer.toString(mechanisms.size());
    }

    /** {@code 9 paper, 8 released, 7 popcorn}. */
    private String ofEachReading() {
        List<String> parts = new ArrayList<>();
        List<Reading> readings =
                plan.configurations().stream().flatMap(c -> c.reading().stream()).toList();
        for (Reading reading : new LinkedHashSet<>(readings)) {
            parts.add(Collections.frequency(readings, reading) + " " + reading.id());
        }
        return String.join(", ", parts);
    }

    /** Of locks the one machine; of configurations too, where they have the same one. */
    private void machines() {
        List<Plan.Subject> locks = plan.locks();
        if (!locks.isEmpty()) {
            line("machine", Wording.machine(locks.getFirst().machine()));
        }
        Set<String> own =
                plan.subjects().stream()
                        .filter(Plan.Subject::isConfiguration)
                        .map(subject -> Wording.machine(subject.machine()))
                        .collect(Collectors.toSet());
        if (!own.isEmpty()) {
            String machine =
                    own.size() == 1
                            ? (locks.isEmpty() ? "" : "configurations: ") + own.iterator().next()
                            : "each configuration has its own, which --json tells";
            line(locks.isEmpty() ? "machine" : "", machine);
        }
    }

    private String notChecked() {
        return plan.locks().isEmpty()
                ? "other machines and workloads"
                : "other numbers of cores and rounds, other memory";
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
        String onEndless = "on the endless form: no bound on rounds";
        if (bounded) {
            return endless ? "; locks " + onEndless : "";
        }
        return ", " + onEndless;
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

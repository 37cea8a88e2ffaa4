package dev.fracas.checkers.report;

import dev.fracas.model.mechanism.Families;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Two reports of {@code fracas check --json} side by side: which mechanisms have other verdicts,
 * other counts or other counterexamples than before. What was renamed meanwhile is found by its
 * former name.
 */
public final class ReportComparison {
    private static final List<String> COUNTS = List.of("distinctStates", "transitions", "depth");

    private final Families families;
    private final List<String> differences = new ArrayList<>();
    private int alike;

    private ReportComparison(Families families) {
        this.families = families;
    }

    /**
     * Compares them.
     *
     * @param families know the former names
     * @throws IllegalArgumentException when one of them is not a list of reports
     */
    public static ReportComparison of(JsonNode before, JsonNode after, Families families) {
        ReportComparison comparison = new ReportComparison(families);
        comparison.compare(comparison.byName(before), comparison.byName(after));
        return comparison;
    }

    /** One line for each difference, in the order of the names of the mechanisms. */
    public List<String> differences() {
        return List.copyOf(differences);
    }

    /** How many mechanisms came out as before. */
    public int alike() {
        return alike;
    }

    private Map<String, JsonNode> byName(JsonNode reports) {
        if (!reports.isArray()) {
            throw new IllegalArgumentException("expected the list that check --json writes");
        }
        Map<String, JsonNode> named = new TreeMap<>();
        for (JsonNode report : reports) {
            if (!report.path("name").isString() || !report.path("properties").isArray()) {
                throw new IllegalArgumentException("expected the list that check --json writes");
            }
            named.put(nameToday(report.path("name").stringValue()), report);
        }
        return named;
    }

    private String nameToday(String name) {
        try {
            return families.find(name).map(Mechanism::id).orElse(name);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private void compare(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Map<String, JsonNode> all = new TreeMap<>(before);
        all.putAll(after);
        for (String name : all.keySet()) {
            Optional<JsonNode> old = Optional.ofNullable(before.get(name));
            Optional<JsonNode> now = Optional.ofNullable(after.get(name));
            if (old.isEmpty() || now.isEmpty()) {
                differences.add(name + ": only " + (old.isEmpty() ? "after" : "before"));
                continue;
            }
            int known = differences.size();
            differ(name, facts(old.get()), facts(now.get()));
            alike += differences.size() == known ? 1 : 0;
        }
    }

    private void differ(String name, Map<String, String> before, Map<String, String> after) {
        Map<String, String> all = new LinkedHashMap<>(before);
        all.putAll(after);
        for (String fact : all.keySet()) {
            String old = before.getOrDefault(fact, "not there");
            String now = after.getOrDefault(fact, "not there");
            if (!Objects.equals(old, now)) {
                differences.add("%s: %s was %s, is %s".formatted(name, fact, old, now));
            }
        }
    }

    private Map<String, String> facts(JsonNode report) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("verdict", report.path("verdict").asString());
        facts.put("as declared", report.path("asExpected").asString());
        COUNTS.forEach(count -> facts.put(count, report.path(count).asString()));
        JsonNode endless = report.path("endless");
        if (endless.isObject()) {
            COUNTS.forEach(count -> facts.put("endless " + count, endless.path(count).asString()));
        }
        for (JsonNode property : report.path("properties")) {
            String id = propertyToday(property.path("id").asString());
            facts.put(id, property.path("verdict").asString());
            if (property.path("headline").isString()) {
                String headline = property.path("headline").stringValue();
                facts.put(
                        "counterexample of " + id,
                        headline.replace(property.path("id").asString(), id));
            }
        }
        return facts;
    }

    private String propertyToday(String id) {
        return families.properties().stream()
                .filter(property -> property.isCalled(id))
                .map(Property::id)
                .findFirst()
                .orElse(id);
    }
}

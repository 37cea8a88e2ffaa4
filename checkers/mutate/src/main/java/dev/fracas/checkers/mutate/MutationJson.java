package dev.fracas.checkers.mutate;

import dev.fracas.checkers.mutate.MutantStatus.Escaped;
import dev.fracas.checkers.mutate.MutantStatus.Incomplete;
import dev.fracas.checkers.mutate.MutantStatus.Killed;
import dev.fracas.checkers.mutate.MutantStatus.Survived;
import dev.fracas.checkers.report.JsonReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns as JSON: a list with one object for each subject. Field names are a contract. */
public final class MutationJson {
    private MutationJson() {}

    /** The text, ended by a newline. */
    public static String of(List<SubjectReport> reports, ReviewedSurvivors reviewed) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        reports.forEach(report -> subject(list.addObject(), report, reviewed));
        return JsonReport.text(list);
    }

    private static void subject(
            ObjectNode object, SubjectReport report, ReviewedSurvivors reviewed) {
        HuntScore hunted = SubjectReport.score(List.of(report), reviewed);
        object.put("name", report.subject().name());
        Map<String, ObjectNode> mutants = new LinkedHashMap<>();
        report.exhaustive()
                .ifPresent(result -> {
                    MutationScore score = hunted.exhaustive();
                    object.put("killed", score.killed());
                    object.put("survived", score.survived());
                    object.put("incomplete", score.incomplete());
                    object.put("notTried", result.notTried());
                    score(object, score.score());
                    ArrayNode tooLarge = object.putArray("tooLarge");
                    result.tooLarge().forEach(trial -> tooLarge.add(trial.mechanism().id()));
                    result.outcomes().forEach(o -> status(node(mutants, o.mutant()), o, reviewed));
                });
        report.hunt()
                .ifPresent(result -> {
                    ObjectNode hunt = object.putObject("hunt");
                    hunt.put("killed", hunted.killed());
                    hunt.put("escaped", result.outcomes().size() - hunted.killed());
                    hunt.put("notTried", result.notTried());
                    score(hunt, hunted.score());
                    result.outcomes()
                            .forEach(o ->
                                    status(
                                            node(mutants, o.mutant()).putObject("hunt"),
                                            o,
                                            reviewed));
                });
        ArrayNode all = object.putArray("mutants");
        mutants.values().forEach(all::add);
    }

    /** The object of a mutant, which every killer adds to. */
    private static ObjectNode node(Map<String, ObjectNode> mutants, Mutant mutant) {
        return mutants.computeIfAbsent(
                mutant.id(),
                id -> {
                    ObjectNode object = JsonNodeFactory.instance.objectNode();
                    object.put("id", id);
                    object.put("operator", mutant.operator());
                    object.put("routine", mutant.routine());
                    object.put("line", mutant.place().line().line());
                    object.put("change", mutant.change());
                    return object;
                });
    }

    private static void status(
            ObjectNode object, MutantResult outcome, ReviewedSurvivors reviewed) {
        switch (outcome.status()) {
            case Killed killed -> {
                object.put("fate", "KILLED");
                object.put("property", killed.property());
                object.put("on", killed.on());
            }
            case Survived survived -> {
                object.put("fate", "SURVIVED");
                object.put("states", survived.states());
                object.put("alike", outcome.isAlike());
                reviewed.of(outcome.mutant())
                        .ifPresent(review -> {
                            object.put("finding", review.finding().toString());
                            object.put("reason", review.reason());
                        });
            }
            case Escaped escaped -> {
                object.put("fate", "ESCAPED");
                object.put("steps", escaped.steps());
            }
            case Incomplete incomplete -> {
                object.put("fate", "INCOMPLETE");
                object.put("cutBy", incomplete.by());
            }
        }
    }

    /** Left out where nothing was judged. */
    private static void score(ObjectNode node, double score) {
        if (!Double.isNaN(score)) {
            node.put("score", score);
        }
    }
}

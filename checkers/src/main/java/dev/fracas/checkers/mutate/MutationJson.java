package dev.fracas.checkers.mutate;

import dev.fracas.checkers.mutate.Fate.Incomplete;
import dev.fracas.checkers.mutate.Fate.Killed;
import dev.fracas.checkers.mutate.Fate.Survived;
import dev.fracas.checkers.report.JsonReport;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns as JSON: a list with one object for each subject. Field names are a contract. */
public final class MutationJson {
    private MutationJson() {}

    /** The text, ended by a newline. */
    public static String of(List<Campaign.Result> results, ReviewedSurvivors reviewed) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        results.forEach(result -> subject(list.addObject(), result, reviewed));
        return JsonReport.text(list);
    }

    private static void subject(
            ObjectNode object, Campaign.Result result, ReviewedSurvivors reviewed) {
        Tally tally = new Tally(result.outcomes(), reviewed);
        object.put("name", result.subject().name());
        object.put("killed", tally.killed());
        object.put("survived", tally.survived());
        object.put("incomplete", tally.incomplete());
        object.put("notTried", result.notTried());
        object.put("score", tally.score());
        ArrayNode tooLarge = object.putArray("tooLarge");
        result.tooLarge().forEach(trial -> tooLarge.add(trial.mechanism().id()));
        ArrayNode mutants = object.putArray("mutants");
        result.outcomes().forEach(outcome -> mutant(mutants.addObject(), outcome, reviewed));
    }

    private static void mutant(ObjectNode object, Outcome outcome, ReviewedSurvivors reviewed) {
        Mutant mutant = outcome.mutant();
        object.put("id", mutant.id());
        object.put("operator", mutant.operator());
        object.put("routine", mutant.routine());
        object.put("line", mutant.place().line().line());
        object.put("change", mutant.change());
        switch (outcome.fate()) {
            case Killed killed -> {
                object.put("fate", "KILLED");
                object.put("property", killed.property());
                object.put("on", killed.on());
            }
            case Survived survived -> {
                object.put("fate", "SURVIVED");
                object.put("states", survived.states());
                object.put("alike", outcome.isAlike());
                reviewed.of(mutant)
                        .ifPresent(review -> {
                            object.put("finding", review.finding().toString());
                            object.put("reason", review.reason());
                        });
            }
            case Incomplete incomplete -> {
                object.put("fate", "INCOMPLETE");
                object.put("cutBy", incomplete.by());
            }
        }
    }
}

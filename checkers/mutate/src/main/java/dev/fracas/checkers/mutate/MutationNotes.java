package dev.fracas.checkers.mutate;

import dev.fracas.checkers.mutate.MutantStatus.Incomplete;
import dev.fracas.checkers.report.Columns;
import dev.fracas.checkers.report.Figures;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a person should look at below the tables. */
public final class MutationNotes {
    private MutationNotes() {}

    /** The mutants that there is something to say about; each block begins with an empty line. */
    public static String mutants(HuntScore hunt) {
        MutationScore checked = hunt.exhaustive();
        return list("New survivors:", checked.newSurvivors())
                + list("In the file of survivors, and killed:", checked.killedSurvivors())
                + list(
                        "INCOMPLETE:",
                        checked.outcomes().stream()
                                .filter(o -> o.status() instanceof Incomplete)
                                .toList())
                + list("Said to be equivalent, and killed by the hunt:", hunt.refuted())
                + list(
                        "CONTRADICTION: killed by the hunt where a check saw everything hold, a fault of Fracas:",
                        hunt.contradictions())
                + list("Killed by the hunt, and not by a check:", hunt.pastTheBounds())
                + list("Killed by a check, and not by the hunt:", hunt.missed());
    }

    private static String list(String title, List<MutantResult> outcomes) {
        StringBuilder text = new StringBuilder();
        if (!outcomes.isEmpty()) {
            text.append('\n').append(title).append('\n');
            outcomes.forEach(o -> text.append("  ").append(MutationTables.line(o)).append('\n'));
        }
        return text.toString();
    }

    /** The machines that no mutant was checked on, since the right program is too large there. */
    public static String tooLarge(SubjectReport report) {
        List<String> all =
                report.exhaustive().map(Campaign.Result::tooLarge).orElse(List.of()).stream()
                        .map(trial -> trial.mechanism().id())
                        .toList();
        return all.isEmpty()
                ? ""
                : "%nLeft out of %s, larger than the bounds: %s%n"
                        .formatted(report.subject().name(), String.join(", ", all));
    }

    /** What all of it comes to, for each killer. */
    public static String closing(HuntScore hunt, Set<KillerKind> by) {
        MutationScore checked = hunt.exhaustive();
        String text = "";
        if (by.contains(KillerKind.EXHAUSTIVE)) {
            text +=
                    """
                    %s: %d killed, %d survived, %d of them new, %d incomplete
                    killed of those that are not equivalent: %s; of those that show on these machines: %s
                    %s
                    """
                            .formatted(
                                    Figures.count(checked.mutants(), "mutant"),
                                    checked.killed(),
                                    checked.survived(),
                                    checked.newSurvivors().size(),
                                    checked.incomplete(),
                                    Figures.percent(checked.score()),
                                    Figures.percent(checked.scoreOfNeeded()),
                                    killedBy(checked.killsByProperty()));
        }
        if (by.contains(KillerKind.HUNT)) {
            text +=
                    """
                    by hunt: %d of %s killed
                    killed of those that are not equivalent: %s; of those that show within bounds: %s
                    %s
                    """
                            .formatted(
                                    hunt.killed(),
                                    Figures.count(hunt.outcomes().size(), "mutant"),
                                    Figures.percent(hunt.score()),
                                    Figures.percent(hunt.scoreOfNeeded()),
                                    killedBy(hunt.killsByProperty()));
        }
        return text;
    }

    private static String killedBy(Map<String, Integer> kills) {
        Columns line = Columns.none().words("killed by", 0).words("", 0);
        return line.row(List.of("killed by", MutationTables.byNumber(kills)));
    }
}

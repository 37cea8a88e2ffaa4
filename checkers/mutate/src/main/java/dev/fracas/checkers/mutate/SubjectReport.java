package dev.fracas.checkers.mutate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of the mutants of one subject.
 *
 * @param exhaustive checked exhaustively; empty where that was not asked for
 * @param hunt hunted; empty where that was not asked for
 */
public record SubjectReport(
        Subject subject, Optional<Campaign.Result> exhaustive, Optional<Campaign.Result> hunt) {
    /** Mutants that a stop left over, once for each killer. */
    public int notTried() {
        return Stream.concat(exhaustive.stream(), hunt.stream())
                .mapToInt(Campaign.Result::notTried)
                .sum();
    }

    /** The outcomes of several subjects, held against what was said of the survivors. */
    public static HuntScore score(List<SubjectReport> reports, ReviewedSurvivors reviewed) {
        return new HuntScore(
                reports.stream().flatMap(r -> outcomes(r.hunt)).toList(),
                new MutationScore(
                        reports.stream().flatMap(r -> outcomes(r.exhaustive)).toList(), reviewed));
    }

    private static Stream<MutantResult> outcomes(Optional<Campaign.Result> result) {
        return result.stream().flatMap(r -> r.outcomes().stream());
    }
}

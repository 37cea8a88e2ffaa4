package dev.fracas.checkers.mutate;

import dev.fracas.checkers.mutate.MutantStatus.Incomplete;
import dev.fracas.checkers.mutate.MutantStatus.Killed;
import dev.fracas.checkers.mutate.MutantStatus.Survived;
import dev.fracas.checkers.mutate.Review.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Outcomes, counted and held against what was said of the survivors.
 *
 * @param outcomes the mutants that were tried
 */
public record MutationScore(List<MutantResult> outcomes, ReviewedSurvivors reviewed) {
    public MutationScore {
        outcomes = List.copyOf(outcomes);
    }

    public int mutants() {
        return outcomes.size();
    }

    public int killed() {
        return (int) outcomes.stream().filter(o -> o.status() instanceof Killed).count();
    }

    public int incomplete() {
        return (int) outcomes.stream().filter(o -> o.status() instanceof Incomplete).count();
    }

    private Stream<MutantResult> survivors() {
        return outcomes.stream().filter(o -> o.status() instanceof Survived);
    }

    public int survived() {
        return (int) survivors().count();
    }

    /** Survivors of which that was said. */
    public int survived(Finding finding) {
        return (int)
                survivors()
                        .filter(o ->
                                reviewed.of(o.mutant())
                                        .map(Review::finding)
                                        .equals(Optional.of(finding)))
                        .count();
    }

    /** Survivors of which nothing was said. */
    public List<MutantResult> newSurvivors() {
        return survivors().filter(o -> reviewed.of(o.mutant()).isEmpty()).toList();
    }

    /** Mutants that were said to survive, and are killed. */
    public List<MutantResult> killedSurvivors() {
        return outcomes.stream()
                .filter(o -> o.status() instanceof Killed)
                .filter(o -> reviewed.of(o.mutant()).isPresent())
                .toList();
    }

    /** How many mutants each property killed. */
    public Map<String, Integer> killsByProperty() {
        return byProperty(outcomes);
    }

    static Map<String, Integer> byProperty(List<MutantResult> outcomes) {
        Map<String, Integer> kills = new TreeMap<>();
        for (MutantResult outcome : outcomes) {
            if (outcome.status() instanceof Killed killed) {
                kills.merge(killed.property(), 1, Integer::sum);
            }
        }
        return kills;
    }

    /**
     * The share of mutants killed, in percent, of those that were killed or survived and are not
     * said to be equivalent; not a number when there are none.
     */
    public double score() {
        int judged = killed() + survived() - survived(Finding.EQUIVALENT);
        return judged == 0 ? Double.NaN : 100.0 * killed() / judged;
    }

    /**
     * The same without those that are said not to be needed within the bounds: of the mutants that
     * a check here could notice, how many it does.
     */
    public double scoreOfNeeded() {
        int judged =
                killed() + survived() - survived(Finding.EQUIVALENT) - survived(Finding.NOT_NEEDED);
        return judged == 0 ? Double.NaN : 100.0 * killed() / judged;
    }

    /** The outcomes of one operator. */
    public MutationScore ofOperator(String operator) {
        return new MutationScore(
                outcomes.stream().filter(o -> o.mutant().operator().equals(operator)).toList(),
                reviewed);
    }
}

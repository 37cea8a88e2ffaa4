package dev.fracas.checkers.mutate;

import dev.fracas.checkers.mutate.Fate.Incomplete;
import dev.fracas.checkers.mutate.Fate.Killed;
import dev.fracas.checkers.mutate.Fate.Survived;
import dev.fracas.checkers.mutate.Review.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Outcomes, counted and held against what was said of the survivors.
 *
 * @param outcomes the mutants that met their fate
 */
public record Tally(List<Outcome> outcomes, ReviewedSurvivors reviewed) {
    public Tally {
        outcomes = List.copyOf(outcomes);
    }

    public int mutants() {
        return outcomes.size();
    }

    public int killed() {
        return (int) outcomes.stream().filter(o -> o.fate() instanceof Killed).count();
    }

    public int incomplete() {
        return (int) outcomes.stream().filter(o -> o.fate() instanceof Incomplete).count();
    }

    private Stream<Outcome> survivors() {
        return outcomes.stream().filter(o -> o.fate() instanceof Survived);
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
    public List<Outcome> newSurvivors() {
        return survivors().filter(o -> reviewed.of(o.mutant()).isEmpty()).toList();
    }

    /** Mutants that were said to survive, and are killed. */
    public List<Outcome> killedSurvivors() {
        return outcomes.stream()
                .filter(o -> o.fate() instanceof Killed)
                .filter(o -> reviewed.of(o.mutant()).isPresent())
                .toList();
    }

    /** How many mutants each property killed. */
    public Map<String, Integer> killsByProperty() {
        return byProperty(outcomes);
    }

    static Map<String, Integer> byProperty(List<Outcome> outcomes) {
        Map<String, Integer> kills = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome.fate() instanceof Killed killed) {
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
    public Tally ofOperator(String operator) {
        return new Tally(
                outcomes.stream().filter(o -> o.mutant().operator().equals(operator)).toList(),
                reviewed);
    }
}

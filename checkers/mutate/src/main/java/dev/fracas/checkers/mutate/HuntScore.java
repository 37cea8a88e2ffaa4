package dev.fracas.checkers.mutate;

import dev.fracas.checkers.mutate.MutantStatus.Killed;
import dev.fracas.checkers.mutate.MutantStatus.Survived;
import dev.fracas.checkers.mutate.Review.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Outcomes of a hunt, counted and held against those of exhaustive checks of the same mutants.
 *
 * @param outcomes the mutants hunted
 * @param exhaustive the same mutants checked; none where they were only hunted
 */
public record HuntScore(List<MutantResult> outcomes, MutationScore exhaustive) {
    public HuntScore {
        outcomes = List.copyOf(outcomes);
    }

    public int mutants() {
        return Math.max(outcomes.size(), exhaustive.mutants());
    }

    public int killed() {
        return (int) kills().count();
    }

    /** How many mutants each property killed. */
    public Map<String, Integer> killsByProperty() {
        return MutationScore.byProperty(outcomes);
    }

    /**
     * The share of mutants killed by the hunt, in percent, of those hunted that are not said to be
     * equivalent; not a number when there are none.
     */
    public double score() {
        return share(outcome -> !isSaid(outcome, Finding.EQUIVALENT));
    }

    /** The same without those that are said not to be needed within the bounds of a check. */
    public double scoreOfNeeded() {
        return share(outcome ->
                !isSaid(outcome, Finding.EQUIVALENT) && !isSaid(outcome, Finding.NOT_NEEDED));
    }

    /** What is killed counts in any case: it is neither, whatever was said of it. */
    private double share(Predicate<MutantResult> needed) {
        long judged = outcomes.stream().filter(o -> isKill(o) || needed.test(o)).count();
        return judged == 0 ? Double.NaN : 100.0 * killed() / judged;
    }

    /** Mutants killed by a check, in its words, and not by the hunt. */
    public List<MutantResult> missed() {
        return killedByOneAlone(exhaustive.outcomes(), outcomes);
    }

    /** Mutants that the hunt kills and a check does not: past its bounds, or where it gave up. */
    public List<MutantResult> pastTheBounds() {
        return killedByOneAlone(outcomes, exhaustive.outcomes());
    }

    /** Those that one killer kills, and the other one, which has tried them too, does not. */
    private static List<MutantResult> killedByOneAlone(
            List<MutantResult> ones, List<MutantResult> others) {
        Set<String> spared =
                others.stream()
                        .filter(o -> !isKill(o))
                        .map(o -> o.mutant().id())
                        .collect(Collectors.toSet());
        return ones.stream()
                .filter(HuntScore::isKill)
                .filter(o -> spared.contains(o.mutant().id()))
                .toList();
    }

    /** Mutants that the hunt kills although they are said to be equivalent: that was wrong. */
    public List<MutantResult> refuted() {
        return kills().filter(outcome -> isSaid(outcome, Finding.EQUIVALENT)).toList();
    }

    /**
     * Mutants that the hunt kills on a machine on which a check saw everything and found nothing
     * wrong. One of the two engines is.
     */
    public List<MutantResult> contradictions() {
        Map<String, List<Trial>> holdsOn =
                exhaustive.outcomes().stream()
                        .filter(o -> o.status() instanceof Survived)
                        .collect(Collectors.toMap(o -> o.mutant().id(), MutantResult::tried));
        return kills().filter(o ->
                        holdsOn.getOrDefault(o.mutant().id(), List.of())
                                .contains(o.tried().getLast()))
                .toList();
    }

    /** The outcomes of one operator. */
    public HuntScore ofOperator(String operator) {
        return new HuntScore(
                outcomes.stream().filter(o -> o.mutant().operator().equals(operator)).toList(),
                exhaustive.ofOperator(operator));
    }

    private Stream<MutantResult> kills() {
        return outcomes.stream().filter(HuntScore::isKill);
    }

    private static boolean isKill(MutantResult outcome) {
        return outcome.status() instanceof Killed;
    }

    private boolean isSaid(MutantResult outcome, Finding finding) {
        return exhaustive
                .reviewed()
                .of(outcome.mutant())
                .filter(review -> review.finding() == finding)
                .isPresent();
    }
}

package dev.fracas.checkers.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.mutate.MutantStatus.Escaped;
import dev.fracas.checkers.mutate.MutantStatus.Incomplete;
import dev.fracas.checkers.mutate.MutantStatus.Killed;
import dev.fracas.checkers.mutate.MutantStatus.Survived;
import dev.fracas.checkers.mutate.Review.Finding;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HuntScoreTest {
    private static final Trial SMALL = trial(2);
    private static final Trial LONG = trial(15);
    private static final List<Mutant> MUTANTS =
            MutationOperators.mutants(new Subject("mcs", List.of(SMALL, LONG)));
    private static final Mutant FIRST = MUTANTS.get(0);
    private static final Mutant SECOND = MUTANTS.get(1);
    private static final Mutant THIRD = MUTANTS.get(2);
    private static final MutantStatus KILLED = new Killed("mutual-exclusion", "mcs on x86,arm");
    private static final MutantStatus ESCAPED = new Escaped(1_000);
    private static final MutantStatus SURVIVED = new Survived(10, 20);

    private static Trial trial(int rounds) {
        return new Trial(
                LockMechanisms.named("mcs"),
                new MachineDescription(
                        "mcs",
                        List.of(Isa.X86_64, Isa.AARCH64),
                        Memory.totalStoreOrder(2),
                        Exclusives.ARCHITECTURAL,
                        rounds,
                        Optional.empty()));
    }

    private static MutantResult on(Trial trial, Mutant mutant, MutantStatus status) {
        return new MutantResult(mutant, status, false, List.of(trial));
    }

    private static HuntScore score(
            List<MutantResult> hunted, List<MutantResult> checked, Map<Mutant, Finding> said) {
        Map<String, Review> reviews = new HashMap<>();
        said.forEach((mutant, finding) ->
                reviews.put(mutant.id(), new Review(mutant.change(), finding, "so")));
        return new HuntScore(hunted, new MutationScore(checked, new ReviewedSurvivors(reviews)));
    }

    @Test
    void theScoreIsOfWhatIsNotEquivalent() {
        HuntScore score =
                score(
                        List.of(
                                on(LONG, FIRST, KILLED),
                                on(LONG, SECOND, ESCAPED),
                                on(LONG, THIRD, ESCAPED)),
                        List.of(),
                        Map.of(SECOND, Finding.EQUIVALENT, THIRD, Finding.NOT_NEEDED));
        assertThat(score.score()).isEqualTo(50);
        assertThat(score.scoreOfNeeded()).isEqualTo(100);
        assertThat(score.killsByProperty()).containsOnly(Map.entry("mutual-exclusion", 1));
    }

    @Test
    void whereNothingWasJudgedThereIsNoScore() {
        HuntScore score = score(List.of(), List.of(), Map.of());
        assertThat(score.score()).isNaN();
        assertThat(score.exhaustive().score()).isNaN();
    }

    @Test
    void whatIsSaidToBeEquivalentAndIsKilledIsRefutedAndCounts() {
        HuntScore score =
                score(
                        List.of(on(LONG, FIRST, KILLED), on(LONG, SECOND, ESCAPED)),
                        List.of(on(SMALL, FIRST, SURVIVED), on(SMALL, SECOND, SURVIVED)),
                        Map.of(FIRST, Finding.EQUIVALENT, SECOND, Finding.EQUIVALENT));
        assertThat(score.refuted()).extracting(MutantResult::mutant).containsExactly(FIRST);
        assertThat(score.pastTheBounds()).extracting(MutantResult::mutant).containsExactly(FIRST);
        assertThat(score.score()).isEqualTo(100);
    }

    @Test
    void whereEverythingWasSeenToHoldAKillIsAContradiction() {
        List<MutantResult> checked =
                List.of(
                        on(SMALL, FIRST, SURVIVED),
                        on(SMALL, SECOND, SURVIVED),
                        on(SMALL, THIRD, new Incomplete("3 states")));
        HuntScore score =
                score(
                        List.of(
                                on(LONG, FIRST, KILLED),
                                on(SMALL, SECOND, KILLED),
                                on(SMALL, THIRD, KILLED)),
                        checked,
                        Map.of());
        assertThat(score.contradictions()).extracting(MutantResult::mutant).containsExactly(SECOND);
        assertThat(score.pastTheBounds())
                .extracting(MutantResult::mutant)
                .containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void whatACheckKillsAndAHuntDoesNotIsMissed() {
        HuntScore score =
                score(
                        List.of(on(LONG, FIRST, ESCAPED), on(LONG, SECOND, KILLED)),
                        List.of(
                                on(SMALL, FIRST, KILLED),
                                on(SMALL, SECOND, KILLED),
                                on(SMALL, THIRD, KILLED)),
                        Map.of());
        assertThat(score.missed()).extracting(MutantResult::mutant).containsExactly(FIRST);
        assertThat(score.pastTheBounds()).isEmpty();
    }
}

package dev.fracas.checkers.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.mutate.Fate.Escaped;
import dev.fracas.checkers.mutate.Fate.Incomplete;
import dev.fracas.checkers.mutate.Fate.Killed;
import dev.fracas.checkers.mutate.Fate.Survived;
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

class HuntTallyTest {
    private static final Trial SMALL = trial(2);
    private static final Trial LONG = trial(15);
    private static final List<Mutant> MUTANTS =
            MutationOperators.mutants(new Subject("mcs", List.of(SMALL, LONG)));
    private static final Mutant FIRST = MUTANTS.get(0);
    private static final Mutant SECOND = MUTANTS.get(1);
    private static final Mutant THIRD = MUTANTS.get(2);
    private static final Fate KILLED = new Killed("mutual-exclusion", "mcs on x86,arm");
    private static final Fate ESCAPED = new Escaped(1_000);
    private static final Fate SURVIVED = new Survived(10, 20);

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

    private static Outcome on(Trial trial, Mutant mutant, Fate fate) {
        return new Outcome(mutant, fate, false, List.of(trial));
    }

    private static HuntTally tally(
            List<Outcome> hunted, List<Outcome> checked, Map<Mutant, Finding> said) {
        Map<String, Review> reviews = new HashMap<>();
        said.forEach((mutant, finding) ->
                reviews.put(mutant.id(), new Review(mutant.change(), finding, "so")));
        return new HuntTally(hunted, new Tally(checked, new ReviewedSurvivors(reviews)));
    }

    @Test
    void theScoreIsOfWhatIsNotEquivalent() {
        HuntTally tally =
                tally(
                        List.of(
                                on(LONG, FIRST, KILLED),
                                on(LONG, SECOND, ESCAPED),
                                on(LONG, THIRD, ESCAPED)),
                        List.of(),
                        Map.of(SECOND, Finding.EQUIVALENT, THIRD, Finding.NOT_NEEDED));
        assertThat(tally.score()).isEqualTo(50);
        assertThat(tally.scoreOfNeeded()).isEqualTo(100);
        assertThat(tally.killsByProperty()).containsOnly(Map.entry("mutual-exclusion", 1));
    }

    @Test
    void whereNothingWasJudgedThereIsNoScore() {
        HuntTally tally = tally(List.of(), List.of(), Map.of());
        assertThat(tally.score()).isNaN();
        assertThat(tally.exhaustive().score()).isNaN();
    }

    @Test
    void whatIsSaidToBeEquivalentAndIsKilledIsRefutedAndCounts() {
        HuntTally tally =
                tally(
                        List.of(on(LONG, FIRST, KILLED), on(LONG, SECOND, ESCAPED)),
                        List.of(on(SMALL, FIRST, SURVIVED), on(SMALL, SECOND, SURVIVED)),
                        Map.of(FIRST, Finding.EQUIVALENT, SECOND, Finding.EQUIVALENT));
        assertThat(tally.refuted()).extracting(Outcome::mutant).containsExactly(FIRST);
        assertThat(tally.pastTheBounds()).extracting(Outcome::mutant).containsExactly(FIRST);
        assertThat(tally.score()).isEqualTo(100);
    }

    @Test
    void whereEverythingWasSeenToHoldAKillIsAContradiction() {
        List<Outcome> checked =
                List.of(
                        on(SMALL, FIRST, SURVIVED),
                        on(SMALL, SECOND, SURVIVED),
                        on(SMALL, THIRD, new Incomplete("3 states")));
        HuntTally tally =
                tally(
                        List.of(
                                on(LONG, FIRST, KILLED),
                                on(SMALL, SECOND, KILLED),
                                on(SMALL, THIRD, KILLED)),
                        checked,
                        Map.of());
        assertThat(tally.contradictions()).extracting(Outcome::mutant).containsExactly(SECOND);
        assertThat(tally.pastTheBounds())
                .extracting(Outcome::mutant)
                .containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void whatACheckKillsAndAHuntDoesNotIsMissed() {
        HuntTally tally =
                tally(
                        List.of(on(LONG, FIRST, ESCAPED), on(LONG, SECOND, KILLED)),
                        List.of(
                                on(SMALL, FIRST, KILLED),
                                on(SMALL, SECOND, KILLED),
                                on(SMALL, THIRD, KILLED)),
                        Map.of());
        assertThat(tally.missed()).extracting(Outcome::mutant).containsExactly(FIRST);
        assertThat(tally.pastTheBounds()).isEmpty();
    }
}

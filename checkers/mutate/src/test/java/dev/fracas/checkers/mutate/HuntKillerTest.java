package dev.fracas.checkers.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.hunt.Uniform;
import dev.fracas.checkers.mutate.Fate.Escaped;
import dev.fracas.checkers.mutate.Fate.Incomplete;
import dev.fracas.checkers.mutate.Fate.Killed;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HuntKillerTest {
    private static final HuntKiller HUNT = HuntKiller.inTurns(1, 8_000, 500);

    private static Trial trial(String lock) {
        return new Trial(
                LockMechanisms.named(lock),
                new MachineDescription(
                        lock,
                        List.of(Isa.X86_64, Isa.AARCH64),
                        Memory.totalStoreOrder(2),
                        Exclusives.ARCHITECTURAL,
                        15,
                        Optional.empty()));
    }

    private static Fate rightOne(String lock, StopSignal stop) {
        Trial trial = trial(lock);
        return HUNT.fate(trial.mechanism(), trial.machine(), stop);
    }

    private static Campaign.Result run(String lock, Killer killer, int threads) {
        return new Campaign(
                        killer,
                        mutant -> true,
                        Long.MAX_VALUE,
                        threads,
                        new StopSignal(),
                        (mutant, count, of) -> {})
                .run(new Subject(lock, List.of(trial(lock))));
    }

    private static Fate fate(Campaign.Result result, String how) {
        return result.outcomes().stream()
                .filter(outcome -> outcome.mutant().how().equals(how))
                .findFirst()
                .orElseThrow()
                .fate();
    }

    @Test
    void aTicketDrawnTwiceIsKilledForMutualExclusionAndAStuckLockForDeadlock() {
        Campaign.Result ticket = run("ticket", HUNT, 1);
        assertThat(ticket.outcomes()).allMatch(outcome -> outcome.fate() instanceof Killed);
        assertThat(fate(ticket, "split-atomic"))
                .isEqualTo(new Killed("mutual-exclusion", "ticket on x86,arm"));
        assertThat(fate(ticket, "drop-store"))
                .isEqualTo(new Killed("no-deadlock", "ticket on x86,arm"));
    }

    @Test
    void whatOnlyStarvesIsKilledOnTheEndlessForm() {
        Trial trial = trial("tas-ipi");
        Subject subject = new Subject("tas-ipi", List.of(trial));
        assertThat(MutationOperators.mutants(subject))
                .filteredOn(mutant -> mutant.operator().equals("drop-ipi"))
                .singleElement()
                .satisfies(mutant ->
                        assertThat(
                                        HUNT.fate(
                                                mutant.in(trial.mechanism()),
                                                trial.machine(),
                                                new StopSignal()))
                                .isInstanceOf(Killed.class));
    }

    @Test
    void theRightProgramEscapesAndHasTakenAllTheSteps() {
        assertThat(rightOne("mcs", new StopSignal()))
                .isInstanceOfSatisfying(
                        Escaped.class, e -> assertThat(e.steps()).isGreaterThanOrEqualTo(8_000));
    }

    @Test
    void aLockWithoutItsWaitThatIsStillALockEscapes() {
        assertThat(fate(run("ttas", HUNT, 1), "drop-wait")).isInstanceOf(Escaped.class);
    }

    @Test
    void theSameSeedHasTheSameOutcomeOnAnyNumberOfThreads() {
        List<Fate> alone = fates(run("mcs", HUNT, 1));
        assertThat(fates(run("mcs", HUNT, 2))).isEqualTo(alone);
    }

    private static List<Fate> fates(Campaign.Result result) {
        return result.outcomes().stream().map(Outcome::fate).toList();
    }

    @Test
    void whatTheModelRefusesIsKilled() {
        Trial trial = trial("ticket");
        MachineDescription noRounds = trial.machine().withCores(List.of());
        HuntKiller hunt = new HuntKiller(List.of(new Uniform()), 1, 100, 100);
        assertThat(hunt.fate(trial.mechanism(), noRounds, new StopSignal()))
                .isInstanceOfSatisfying(
                        Killed.class,
                        killed -> assertThat(killed.property()).isEqualTo(Killed.MODEL_ERROR));
    }

    @Test
    void aStopIsNeitherADeathNorAnEscape() {
        StopSignal stop = new StopSignal();
        stop.stop("a test");
        assertThat(rightOne("ticket", stop)).isEqualTo(new Incomplete("a test"));
    }
}

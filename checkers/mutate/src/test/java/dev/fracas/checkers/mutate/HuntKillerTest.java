package dev.fracas.checkers.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.hunt.Uniform;
import dev.fracas.checkers.mutate.MutantStatus.Escaped;
import dev.fracas.checkers.mutate.MutantStatus.Incomplete;
import dev.fracas.checkers.mutate.MutantStatus.Killed;
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

    private static MutantStatus rightOne(String lock, StopSignal stop) {
        Trial trial = trial(lock);
        return HUNT.status(trial.mechanism(), trial.machine(), stop);
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

    private static MutantStatus status(Campaign.Result result, String how) {
        return result.outcomes().stream()
                .filter(outcome -> outcome.mutant().how().equals(how))
                .findFirst()
                .orElseThrow()
                .status();
    }

    @Test
    void aTicketDrawnTwiceIsKilledForMutualExclusionAndAStuckLockForDeadlock() {
        Campaign.Result ticket = run("ticket", HUNT, 1);
        assertThat(ticket.outcomes()).allMatch(outcome -> outcome.status() instanceof Killed);
        assertThat(status(ticket, "split-atomic"))
                .isEqualTo(new Killed("mutual-exclusion", "ticket on x86,arm"));
        assertThat(status(ticket, "drop-store"))
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
                                        HUNT.status(
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
        assertThat(status(run("ttas", HUNT, 1), "drop-wait")).isInstanceOf(Escaped.class);
    }

    @Test
    void theSameSeedHasTheSameOutcomeOnAnyNumberOfThreads() {
        List<MutantStatus> alone = statuses(run("mcs", HUNT, 1));
        assertThat(statuses(run("mcs", HUNT, 2))).isEqualTo(alone);
    }

    private static List<MutantStatus> statuses(Campaign.Result result) {
        return result.outcomes().stream().map(MutantResult::status).toList();
    }

    @Test
    void whatTheModelRefusesIsKilled() {
        Trial trial = trial("ticket");
        MachineDescription noRounds = trial.machine().withCores(List.of());
        HuntKiller hunt = new HuntKiller(List.of(new Uniform()), 1, 100, 100);
        assertThat(hunt.status(trial.mechanism(), noRounds, new StopSignal()))
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

package dev.fracas.checkers.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.mutate.MutantStatus.Incomplete;
import dev.fracas.checkers.mutate.MutantStatus.Killed;
import dev.fracas.checkers.mutate.MutantStatus.Survived;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private static final Killer EXHAUSTIVE =
            new ExhaustiveKiller(Bounds.none().withMaxStates(100_000));

    private static Trial trial(String lock) {
        return new Trial(
                LockMechanisms.named(lock),
                new MachineDescription(
                        lock,
                        List.of(Isa.X86_64, Isa.AARCH64),
                        Memory.totalStoreOrder(2),
                        Exclusives.ARCHITECTURAL,
                        2,
                        Optional.empty()));
    }

    private static Campaign.Result run(String lock, Killer killer, StopSignal stop) {
        Subject subject = new Subject(lock, List.of(trial(lock)));
        return new Campaign(
                        killer, mutant -> true, Long.MAX_VALUE, 2, stop, (mutant, count, of) -> {})
                .run(subject);
    }

    private static List<String> statuses(Campaign.Result result) {
        return result.outcomes().stream()
                .map(outcome ->
                        outcome.mutant().id()
                                + ": "
                                + (outcome.status() instanceof Killed killed
                                        ? killed.property()
                                        : outcome.status().getClass().getSimpleName()))
                .toList();
    }

    @Test
    void everyMutantOfTheTicketLockIsKilled() {
        assertThat(statuses(run("ticket", EXHAUSTIVE, new StopSignal())))
                .containsExactly(
                        "ticket/TicketLock.acquire.1/drop-wait: first-come-first-served",
                        "ticket/TicketLock.acquire.1/negate-branch: first-come-first-served",
                        "ticket/TicketLock.draw.1/off-by-one: first-come-first-served",
                        "ticket/TicketLock.draw.1/split-atomic: first-come-first-served",
                        "ticket/TicketLock.release.1/drop-store: first-come-first-served",
                        "ticket/TicketLock.release.1/off-by-one: first-come-first-served");
    }

    @Test
    void aTestAndTestAndSetLockIsStillALockWithoutItsWait() {
        assertThat(run("ttas", EXHAUSTIVE, new StopSignal()).outcomes())
                .filteredOn(outcome -> outcome.status() instanceof Survived)
                .extracting(outcome -> outcome.mutant().how())
                .containsExactly("drop-wait");
    }

    @Test
    void aMutantIsWrongOnEveryCoreThatRunsTheLine() {
        Trial trial = trial("ticket");
        Subject subject = new Subject("ticket", List.of(trial));
        Mutant drop =
                MutationOperators.mutants(subject).stream()
                        .filter(mutant -> mutant.how().equals("drop-store"))
                        .findFirst()
                        .orElseThrow();
        var right = trial.mechanism().machine(trial.machine());
        var wrong = drop.in(trial.mechanism()).machine(trial.machine());
        for (int core = 0; core < 2; core++) {
            assertThat(wrong.program(core).code()).hasSize(right.program(core).code().size() - 1);
        }
    }

    @Test
    void aMutantThatIsNotSeenWholeIsIncomplete() {
        Killer narrow = new ExhaustiveKiller(Bounds.none().withMaxStates(20));
        Trial trial = trial("ticket");
        assertThat(narrow.status(trial.mechanism(), trial.machine(), new StopSignal()))
                .isEqualTo(new Incomplete("20 states"));
        Campaign.Result result = run("ticket", narrow, new StopSignal());
        assertThat(result.tooLarge()).containsExactly(trial);
        assertThat(result.outcomes()).allMatch(o -> o.status() instanceof Incomplete);
    }

    @Test
    void aStopLeavesTheOutcomesThatThereAre() {
        StopSignal stop = new StopSignal();
        Killer once =
                new Killer() {
                    @Override
                    public String id() {
                        return "once";
                    }

                    @Override
                    public MutantStatus status(
                            Mechanism mechanism, MachineDescription machine, StopSignal signal) {
                        if (mechanism.id().equals("ticket")) {
                            return new Survived(1, 1);
                        }
                        stop.stop("a test");
                        return new Killed("some", "some machine");
                    }
                };
        Campaign.Result result = run("ticket", once, stop);
        assertThat(result.outcomes()).isNotEmpty().allMatch(o -> o.status() instanceof Killed);
        assertThat(result.notTried()).isPositive();
    }

    @Test
    void aKillerThatKillsTheRightProgramIsRefused() {
        Killer blind =
                new Killer() {
                    @Override
                    public String id() {
                        return "blind";
                    }

                    @Override
                    public MutantStatus status(
                            Mechanism mechanism, MachineDescription machine, StopSignal stop) {
                        return new Killed("everything", "any machine");
                    }
                };
        assertThatIllegalStateException()
                .isThrownBy(() -> run("ticket", blind, new StopSignal()))
                .withMessage("ticket itself violates everything");
    }
}

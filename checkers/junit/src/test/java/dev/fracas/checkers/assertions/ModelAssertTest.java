package dev.fracas.checkers.assertions;

import static dev.fracas.checkers.assertions.FracasAssertions.assertThat;
import static dev.fracas.checkers.assertions.FracasAssertions.cycles;
import static dev.fracas.checkers.assertions.FracasAssertions.everyWaiterGetsIn;
import static dev.fracas.checkers.assertions.FracasAssertions.mutualExclusion;
import static dev.fracas.checkers.assertions.FracasAssertions.noDeadlock;
import static dev.fracas.checkers.assertions.FracasAssertions.sequentialConsistency;
import static dev.fracas.checkers.assertions.FracasAssertions.totalStoreOrder;
import static dev.fracas.checkers.assertions.FracasAssertions.trace;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fracas.checkers.ownlock.ArrayLock;
import dev.fracas.checkers.ownlock.HastyArrayLock;
import dev.fracas.model.addressspace.readings.AddressSpaceConfigurations;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.lock.LockProtocol;
import dev.fracas.model.program.Routine;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.lock.LockProperties;
import dev.fracas.spec.lock.LockView;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Assertions pass on what was seen whole, and show everything else. */
class ModelAssertTest {
    @Test
    void aLockOfAPersonsOwnIsCheckedAcrossIsas() {
        assertThat(Model.of(new ArrayLock()).on(X86_64, AARCH64))
                .under(totalStoreOrder())
                .withinRounds(2)
                .satisfies(mutualExclusion(), noDeadlock(), everyWaiterGetsIn());
    }

    @Test
    void aLockKeepsAllItsPromises() {
        assertThat(new ArrayLock()).keepsItsPromises();
    }

    @Test
    void aConfigurationIsCheckedOnItsOwnMachine() {
        assertThat(
                        AddressSpaceConfigurations.all().stream()
                                .filter(c -> c.id().equals("private-file-page@released"))
                                .findFirst()
                                .orElseThrow())
                .keepsItsPromises();
    }

    @Test
    void aFailureShowsTheTraceAndWhatReplaysIt() {
        Golden.assertPinned(
                "own-lock-deadlocks.txt",
                failure(() -> assertThat(new HastyArrayLock()).satisfies(noDeadlock())));
    }

    @Test
    void theTraceOfALockOfFracasIsReplayedByItsCommand() {
        String failure =
                failure(() ->
                        assertThat(Model.of(LockMechanisms.named("filter-unfenced")))
                                .satisfies(mutualExclusion()));

        assertThat(failure)
                .contains("filter-unfenced: mutual-exclusion VIOLATED: At most one core")
                .contains("replay: fracas replay target/counterexamples/filter-unfenced-mutual")
                .doesNotContain("does not know");
    }

    @Test
    void whatIsCutIsAFailureWithItsReason() {
        assertThat(
                        failure(() ->
                                assertThat(new ArrayLock())
                                        .withinStates(100)
                                        .satisfies(mutualExclusion())))
                .startsWith("INCOMPLETE, neither found violated nor proved to hold:")
                .contains("array-lock mutual-exclusion: cut by 100 states");
    }

    @Test
    void aDeclaredLackIsAPromiseAndStillAViolation() {
        assertThat(Model.of(LockMechanisms.named("tas"))).keepsItsPromises();
        assertThat(
                        failure(() ->
                                assertThat(LockMechanisms.named("tas"))
                                        .satisfies(everyWaiterGetsIn())))
                .startsWith("tas: every-waiter-gets-in VIOLATED: Under weak fairness")
                .contains("-- the cycle begins --");
    }

    @Test
    void aViolationThatIsAskedForIsATraceWithACost() {
        assertThat(new HastyArrayLock()).violates(noDeadlock()).replays().costsAtMost(cycles(9000));
        assertThat(
                        failure(() ->
                                assertThat(new HastyArrayLock())
                                        .violates(noDeadlock())
                                        .costsAtMost(cycles(900))))
                .startsWith("expected at most 900 cycles, but the trace costs ");
        assertThat(failure(() -> assertThat(new ArrayLock()).violates(noDeadlock())))
                .startsWith("expected a run of array-lock on x86,arm that violates no-deadlock");
    }

    @Test
    void aPropertyOfAPersonsOwnIsJudgedToo() {
        Property<LockView> neverContended =
                Property.always(
                        "never-contended",
                        "No core waits while another is inside.",
                        Source.source("a test", "here"),
                        LockView.class,
                        v -> v.holders() == 0 || v.waiting() == 0);

        assertThat(new ArrayLock()).on(X86_64).satisfies(neverContended);
        assertThat(failure(() -> assertThat(new ArrayLock()).satisfies(neverContended)))
                .startsWith("array-lock: never-contended VIOLATED: No core waits");
    }

    @Test
    void whatAModelIsNotJudgedByIsNoSuccess() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        assertThat(LockMechanisms.named("tas"))
                                .satisfies(LockProperties.FIRST_COME_FIRST_SERVED))
                .withMessageStartingWith(
                        "tas is not judged by first-come-first-served on this machine, but by"
                                + " mutual-exclusion,");
    }

    @Test
    void aLockWithoutANameNeedsOne() {
        LockProtocol nameless =
                new LockProtocol() {
                    @Override
                    public void acquire(Routine r) {}

                    @Override
                    public void release(Routine r) {}
                };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.of(nameless))
                .withMessageContaining("Model.lock(");
    }

    @Test
    void aTraceThatWasWrittenReplaysOnTheLockItIsOf() {
        failure(() ->
                assertThat(new HastyArrayLock())
                        .under(sequentialConsistency())
                        .satisfies(noDeadlock()));
        SavedTrace written =
                trace(
                        Path.of(
                                        System.getProperty(
                                                Counterexample.FOLDER_PROPERTY,
                                                "target/counterexamples"),
                                        "hasty-array-lock-no-deadlock-x86-arm-sc-rounds2.itf.json")
                                .toString());

        assertThat(written).of(new HastyArrayLock()).replays();
        assertThat(written).of(Model.of(new HastyArrayLock())).replays();
        assertThat(failure(() -> assertThat(written).of(new ArrayLock()).replays()))
                .contains("after step", "was recorded as");
        assertThat(failure(() -> assertThat(written).replays()))
                .contains("no mechanism 'hasty-array-lock'", "of(...)");
        assertThat(failure(() -> assertThat(trace("target/none.itf.json")).replays()))
                .contains("target/none.itf.json", "found no file");
    }

    private static String failure(ThrowingCallable assertion) {
        return String.valueOf(catchThrowableOfType(AssertionError.class, assertion).getMessage());
    }
}

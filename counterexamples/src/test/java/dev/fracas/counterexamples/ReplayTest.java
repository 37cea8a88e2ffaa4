package dev.fracas.counterexamples;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.counterexamples.Outcome.Confirmed;
import dev.fracas.counterexamples.Outcome.NotViolated;
import dev.fracas.counterexamples.Outcome.StateDiffers;
import dev.fracas.counterexamples.Outcome.StepNotPossible;
import dev.fracas.model.Step;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.machine.MachineProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {
    private static final MachineDescription LOOKING = SampleLock.on("looking", X86_64, AARCH64);
    private static final MachineDescription FORGETFUL = LOOKING.withDefect(SampleLock.FORGOTTEN);

    private static Replay replay(Trace trace) {
        return Replay.of(trace, SampleLock.CATALOGUE);
    }

    private static Outcome outcome(MachineDescription machine, String property, String steps) {
        return replay(Trace.run(machine, property, Steps.of(steps), "")).outcome();
    }

    @Test
    void twoCoresInsideViolateAnAlways() {
        assertThat(replay(Traces.bothInside()).headline())
                .isEqualTo("mutual-exclusion violated after 4 steps: x86:0 and arm:1 are inside.");
    }

    @Test
    void aForbiddenLastStepViolatesANever() {
        assertThat(replay(Traces.lostUpdate()).headline())
                .isEqualTo(
                        "no-lost-update violated after 12 steps: arm:1 turns the counter from 1"
                                + " to 1.");
    }

    @Test
    void aMachineThatOnlySpinsIsDeadlocked() {
        assertThat(replay(Traces.deadlock()).headline())
                .isEqualTo(
                        "no-deadlock violated after 9 steps: no step changes the state, and arm:1"
                                + " has not ended.");
    }

    @Test
    void aMachineThatHasEndedIsNotDeadlocked() {
        MachineDescription alone = SampleLock.on("looking", X86_64);
        assertThat(outcome(alone, "no-deadlock", "0 0 0 0 0f 0 0f 0f"))
                .isInstanceOf(NotViolated.class);
    }

    @Test
    void whatMustBeReachableIsShown() {
        assertThat(replay(Traces.contention()).headline())
                .startsWith("contention-happened shown after 3 steps: arm:1 spins");
    }

    @Test
    void aWaitingCoreOnAFairCycleViolatesALeadsTo() {
        assertThat(replay(Traces.starvation()).headline())
                .isEqualTo(
                        "every-waiter-gets-in violated by a fair cycle of 28 steps after 1 step:"
                                + " arm:1 waits for ever.");
    }

    @Test
    void aStandstillIsACycleOfNoSteps() {
        assertThat(replay(Traces.standstill()).headline())
                .isEqualTo(
                        "every-waiter-gets-in violated by standing still after 6 steps: arm:1"
                                + " waits for ever.");
    }

    @Test
    void spinsOnAStandstillAreNoWork() {
        Trace still = Traces.standstill();
        Trace spinning =
                Trace.lasso(still.machine(), still.property(), still.stem(), Steps.of("1s 1s"), "");
        assertThat(replay(spinning).outcome()).isInstanceOf(Confirmed.class);
    }

    @Test
    void theStateIsTheOneAfterTheLastStepTaken() {
        Execution execution = replay(Traces.bothInside()).execution();
        assertThat(execution.length()).isEqualTo(4);
        assertThat(execution.action(4)).isEqualTo("arm:1 store lock = 1");
        assertThat(Snapshot.of(execution.system(), execution.lastState()).cores().get("arm:1"))
                .extracting(CoreSnapshot::buffered)
                .isEqualTo(List.of("lock=1"));
    }

    @Test
    void aCoreThatCanOnlySpinDoesNotExecute() {
        Replay replay = replay(Trace.run(LOOKING, "mutual-exclusion", Steps.of("0 0 0f 1 1"), ""));
        assertThat(replay.outcome())
                .isEqualTo(
                        new StepNotPossible(
                                4,
                                new Step(1, Step.Kind.INSTRUCTION, 0),
                                "arm:1 stands before 'acquire 0: await lock == 0 (acquire)',"
                                        + " which can only spin here; possible instead:"
                                        + " x86:0 counter = load counter"
                                        + " | arm:1 spins: await lock == 0 (acquire)"));
        assertThat(replay.execution().length()).isEqualTo(3);
        assertThat(replay.headline())
                .startsWith(
                        "The trace of mutual-exclusion does not replay: step 4 is not possible");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0s          | 1 | which does not spin here
                    0f          | 1 | the store buffer of x86:0 is empty
                    1d          | 1 | no interrupt is in flight to arm:1
                    7           | 1 | there is no core 7, the machine has 2
                    0 0 0 0 0   | 5 | which needs room in its store buffer [lock=1, counter=1]
                    0 0 0 0 0f 0 0f 0f 0 | 9 | x86:0 has ended
                    """)
    void everyRefusalSaysAtWhichStepAndWhy(String steps, int number, String why) {
        assertThat(outcome(LOOKING, "mutual-exclusion", steps))
                .isInstanceOfSatisfying(
                        StepNotPossible.class,
                        refusal -> {
                            assertThat(refusal.step()).isEqualTo(number);
                            assertThat(refusal.why()).contains(why);
                        });
    }

    @Test
    void anAtomicThatWaitsForItsStoreBufferSaysSo() {
        MachineDescription swapping =
                SampleLock.on("swapping", X86_64).withRounds(MachineDescription.ENDLESS);
        assertThat(outcome(swapping, "mutual-exclusion", "0 0 0 0f 0 0"))
                .extracting(Outcome::sentence)
                .asString()
                .contains("which waits for an empty store buffer, not [lock=0]");
    }

    @Test
    void aChoiceThatIsNotOfferedIsRefused() {
        Trace trace =
                Trace.run(
                        LOOKING,
                        "mutual-exclusion",
                        List.of(new Step(0, Step.Kind.INSTRUCTION, 3)),
                        "");
        assertThat(replay(trace).outcome().sentence()).contains("which offers no choice 3, only 0");
    }

    @Test
    void aViolationBeforeTheEndIsNotTheTracesViolation() {
        assertThat(outcome(LOOKING, "mutual-exclusion", "0 1 0 1 0"))
                .isEqualTo(
                        new NotViolated(
                                "it is shown after step 4 already: the later steps do not belong"
                                        + " to the trace"));
    }

    @Test
    void aHarmlessTraceViolatesNothing() {
        assertThat(outcome(LOOKING, "mutual-exclusion", "0 1 0").sentence())
                .isEqualTo("the property still holds after the last step, which is 3");
        assertThat(outcome(LOOKING, "contention-happened", "0 1").sentence())
                .isEqualTo("no state or step of the trace shows it");
    }

    private static Outcome lasso(MachineDescription machine, String stem, String cycle) {
        return replay(
                        Trace.lasso(
                                machine,
                                "every-waiter-gets-in",
                                Steps.of(stem),
                                Steps.of(cycle),
                                ""))
                .outcome();
    }

    @Test
    void aCycleThatDoesNotCloseIsNone() {
        assertThat(lasso(FORGETFUL, "0", "0 0f").sentence())
                .isEqualTo(
                        "the cycle of steps 2 to 3 does not close: lock is 0 before it and 1"
                                + " after it");
    }

    @Test
    void anUnfairCycleIsNone() {
        MachineDescription endless =
                SampleLock.on("swapping", X86_64, AARCH64).withRounds(MachineDescription.ENDLESS);
        assertThat(lasso(endless, "0", "").sentence())
                .isEqualTo(
                        "the cycle is not fair: x86:0 can step in every state of it and never"
                                + " does");
        assertThat(lasso(endless, "0", "1").sentence())
                .isEqualTo(
                        "the cycle is not fair: x86:0 can step in every state of it and never"
                                + " does");
    }

    @Test
    void aCycleOnWhichNobodyWaitsIsHarmless() {
        MachineDescription alone =
                SampleLock.on("swapping", X86_64).withRounds(MachineDescription.ENDLESS);
        assertThat(lasso(alone, "0", "0 0 0f 0 0f 0 ".repeat(4)).sentence())
                .isEqualTo("no core waits through the whole cycle, which is steps 2 to 25");
    }

    @Test
    void aLeadsToNeedsALassoAndTheOthersAFiniteRun() {
        assertThat(outcome(FORGETFUL, "every-waiter-gets-in", "0").sentence())
                .contains("is judged on a lasso");
        Trace bothInside = Traces.bothInside();
        Trace looped =
                Trace.lasso(
                        bothInside.machine(),
                        bothInside.property(),
                        bothInside.steps(),
                        List.of(),
                        "");
        assertThat(replay(looped).outcome().sentence()).contains("is judged on a finite run");
    }

    @Test
    void anotherPropertyIsRefused() {
        assertThatThrownBy(() ->
                        Replay.of(
                                Traces.bothInside(),
                                SampleLock.CATALOGUE::system,
                                MachineProperties.NO_DEADLOCK))
                .hasMessage("the trace is about mutual-exclusion, not no-deadlock");
    }

    private static RecordedTrace recorded() {
        Execution execution = replay(Traces.bothInside()).execution();
        List<Snapshot> states = new ArrayList<>();
        List<String> actions = new ArrayList<>();
        for (int i = 0; i <= execution.length(); i++) {
            states.add(Snapshot.of(execution.system(), execution.state(i)));
            actions.add(i == 0 ? ActionText.INITIAL : execution.action(i));
        }
        return new RecordedTrace(Traces.bothInside(), states, actions);
    }

    @Test
    void recordedStatesThatAreFoundAgainConfirmTheTrace() {
        assertThat(Replay.of(recorded(), SampleLock.CATALOGUE).isConfirmed()).isTrue();
    }

    @Test
    void anotherValueOfAWordIsFoundAtItsStep() {
        RecordedTrace recorded = recorded();
        SequencedMap<String, List<Long>> memory =
                new LinkedHashMap<>(recorded.states().get(2).memory());
        memory.put("lock", List.of(1L));
        List<Snapshot> states = new ArrayList<>(recorded.states());
        states.set(2, new Snapshot(memory, states.get(2).cores()));
        Replay replay =
                Replay.of(
                        new RecordedTrace(recorded.trace(), states, recorded.actions()),
                        SampleLock.CATALOGUE);
        assertThat(replay.outcome()).isEqualTo(new StateDiffers(2, "lock", "1", "0"));
        assertThat(replay.headline())
                .isEqualTo(
                        "The trace of mutual-exclusion does not replay: after step 2 lock was"
                                + " recorded as 1 but is 0.");
        assertThat(replay.execution().length()).isEqualTo(4);
    }

    @Test
    void anotherActionIsFoundAtItsStep() {
        RecordedTrace recorded = recorded();
        List<String> actions = new ArrayList<>(recorded.actions());
        actions.set(3, "x86:0 sleeps");
        assertThat(
                        Replay.of(
                                        new RecordedTrace(
                                                recorded.trace(), recorded.states(), actions),
                                        SampleLock.CATALOGUE)
                                .outcome())
                .isEqualTo(
                        new StateDiffers(
                                3, "the action", "'x86:0 sleeps'", "'x86:0 store lock = 1'"));
    }

    @Test
    void whatTheCatalogueDoesNotHaveIsRefusedInOneLine() {
        Trace trace = Traces.bothInside();
        assertThatThrownBy(() ->
                        replay(
                                Trace.run(
                                        SampleLock.on("ticket", X86_64),
                                        "mutual-exclusion",
                                        List.of(),
                                        "")))
                .hasMessage("expected a known mechanism (looking, swapping), found 'ticket'");
        assertThatThrownBy(() -> replay(Trace.run(trace.machine(), "S9", List.of(), "")))
                .hasMessageStartingWith("expected a property that looking is judged by (mutual-")
                .hasMessageEndingWith("found 'S9'");
    }
}

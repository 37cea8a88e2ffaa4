package dev.fracas.generators.schedule;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.generators.program.MachineSketch;
import dev.fracas.generators.schedule.ScheduledRun.Ending;
import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.Routine;
import dev.fracas.spec.Isa;
import dev.fracas.spec.lock.LockView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.Falsifier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.facades.ShrinkingSupportFacade;
import net.jqwik.api.lifecycle.TryExecutionResult;

/** Schedules drive any machine, and shrink to the plainest run. */
class ScheduleTest {
    @Property(tries = 100)
    void everyScheduleOfATicketLockKeepsMutualExclusion(@ForAll Schedule schedule) {
        assertThat(breaksMutualExclusion(schedule, lock("ticket", Optional.empty()))).isFalse();
    }

    @Property(tries = 100)
    void everyScheduleRunsATicketLockToItsEnd(@ForAll Schedule schedule) {
        ScheduledRun run = schedule.run(lock("ticket", Optional.empty()));

        assertThat(run.ending()).isEqualTo(Ending.FINISHED);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void everyStepOfARunIsPossible(@ForAll MachineSketch sketch, @ForAll Schedule schedule) {
        Machine machine = sketch.machine();
        long[] state = initial(machine);
        for (Step step : schedule.run(machine, 200).steps()) {
            Optional<Effect> effect = machine.execute(state, step);
            assertThat(effect).as("%s", step).isPresent();
            assertThat(step.kind()).isNotEqualTo(Step.Kind.SPIN);
            state = effect.get().after();
        }
    }

    @Property(tries = 50)
    void memoriesComeWithoutAWordToo(@ForAll Memory memory) {
        assertThat(memory.text()).containsAnyOf("sc", "tso:1", "tso:2", "tso:3");
    }

    @Example
    void withoutChoicesOneCoreRunsAfterTheOther() {
        ScheduledRun run = Schedule.of().run(lock("ticket", Optional.empty()));

        assertThat(run.ending()).isEqualTo(Ending.FINISHED);
        assertThat(run.contextSwitches()).isEqualTo(1);
    }

    @Example
    void aRunEndsAtTheBoundThatIsGiven() {
        ScheduledRun run = Schedule.of().run(lock("ticket", Optional.empty()), 3);

        assertThat(run.steps()).hasSize(3);
        assertThat(run.ending()).isEqualTo(Ending.CUT);
    }

    @Example
    void aFailureShrinksToThreeTurnsOrLess() {
        Machine torn = lock("ticket", Optional.of("ticket-torn"));
        Falsifier<Schedule> holds =
                schedule ->
                        breaksMutualExclusion(schedule, torn)
                                ? TryExecutionResult.falsified(new AssertionError("two inside"))
                                : TryExecutionResult.satisfied();

        for (int seed = 0; seed < 10; seed++) {
            Schedule shrunk =
                    ShrinkingSupportFacade.implementation.falsifyThenShrink(
                            ScheduleArbitraries.schedules(), new Random(seed), holds);

            assertThat(shrunk.choices().stream().filter(choice -> choice != 0))
                    .as("%s from seed %d", shrunk, seed)
                    .hasSizeBetween(2, 3)
                    .allMatch(choice -> choice <= 2);
        }
    }

    @Property(tries = 100)
    void whoServesIsPassedOverWhileOthersCanGoOnAndServesInTheEnd(@ForAll Schedule schedule) {
        ScheduledRun run = schedule.run(askingAndWorkingOn());
        List<Step> steps = run.steps();
        int asked = first(steps, Step.Kind.DELIVER);
        int served = asked + first(steps.subList(asked, steps.size()), Step.Kind.INSTRUCTION);

        long others =
                steps.subList(asked, steps.size()).stream().filter(s -> s.core() == 0).count();
        long passedOver = steps.subList(asked, served).stream().filter(s -> s.core() == 0).count();
        assertThat(passedOver).isGreaterThanOrEqualTo(Math.min(schedule.lateness(), others));
        assertThat(run.ending()).isEqualTo(Ending.FINISHED);
    }

    private static int first(List<Step> steps, Step.Kind kind) {
        return steps.indexOf(
                steps.stream()
                        .filter(step -> step.core() == 1 && step.kind() == kind)
                        .findFirst()
                        .orElseThrow());
    }

    /** Core 0 interrupts core 1, which serves it, and goes on for longer than a reply is late. */
    private static Machine askingAndWorkingOn() {
        Routine asks = new Routine(0, 2, Isa.X86_64);
        asks.sendIpi(1, CALL_FUNCTION_VECTOR);
        for (int i = 0; i <= Schedule.LATEST; i++) {
            asks.pause("works on");
        }
        Routine serves = new Routine(1, 2, Isa.AARCH64);
        serves.daemon();
        serves.loop(() -> serves.awaitIpi(CALL_FUNCTION_VECTOR));
        return new Machine(
                List.of(asks.build(), serves.build()),
                Memory.sequentialConsistency(),
                Exclusives.ARCHITECTURAL,
                Observatory.GENERAL);
    }

    @Example
    void aScheduleSaysHowLateRepliesAre() {
        assertThat(Schedule.of(0, 2).withLateReplies(20))
                .hasToString("schedule 0 2, replies 20 steps late");
        assertThatThrownBy(() -> Schedule.of().withLateReplies(201))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("replies are 0 to 200 steps late, got 201");
    }

    @Example
    void choicesAreSmall() {
        assertThatThrownBy(() -> Schedule.of(0, 32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a choice is 0 to 31, got 32");
    }

    private static boolean breaksMutualExclusion(Schedule schedule, Machine machine) {
        StateObserver<LockView> observer = machine.observeStates(LockView.class);
        long[] state = initial(machine);
        for (Step step : schedule.run(machine).steps()) {
            state = machine.execute(state, step).orElseThrow().after();
            if (Integer.bitCount(observer.at(state, 0).holders()) > 1) {
                return true;
            }
        }
        return false;
    }

    private static Machine lock(String id, Optional<String> defect) {
        return LockMechanisms.named(id)
                .machine(
                        new MachineDescription(
                                id,
                                List.of(Isa.X86_64, Isa.AARCH64),
                                Memory.totalStoreOrder(2),
                                Exclusives.ARCHITECTURAL,
                                2,
                                defect));
    }

    private static long[] initial(Machine machine) {
        Successors out = new Successors(machine.layout().words());
        machine.initialStates(out);
        return Arrays.copyOf(out.states(), machine.layout().words());
    }
}

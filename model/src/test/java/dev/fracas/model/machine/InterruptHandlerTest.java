package dev.fracas.model.machine;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static dev.fracas.model.program.InterruptVector.RESCHEDULE_VECTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Programs that serve: handlers of interrupts, which take a core from its program, and daemons. */
class InterruptHandlerTest {
    private static final Memory SC = Memory.sequentialConsistency();
    private static final Memory TSO = Memory.totalStoreOrder(2);

    /** Number of the handler's program in the plays below. */
    private static final int HANDLER = 2;

    private final Word x = Word.named("x").bits(4);
    private final Word y = Word.named("y").bits(4);

    /** A thread on core 0, a sender on core 1, and a handler of core 0's interrupts. */
    private Play play(Memory memory, Consumer<Routine> thread, Consumer<Routine> handling) {
        return Play.of(
                memory,
                thread,
                r -> r.sendIpi(0, CALL_FUNCTION_VECTOR),
                r -> {
                    r.handlerOf(0, CALL_FUNCTION_VECTOR);
                    r.loop(() -> {
                        r.awaitIpi(CALL_FUNCTION_VECTOR);
                        handling.accept(r);
                    });
                });
    }

    @Test
    void aHandlerTakesAnInterruptBetweenTwoStepsOfTheThread() {
        Play play =
                play(
                        SC,
                        r -> {
                            r.store(x, 1, MemoryOrder.RELAXED);
                            Register seen = r.load(x, MemoryOrder.RELAXED);
                            r.store(y, seen, MemoryOrder.RELAXED);
                        },
                        r -> r.store(x, 2, MemoryOrder.RELAXED));

        play.instructions(0, 1).deliver(HANDLER).instructions(HANDLER, HANDLER, 0, 0);

        assertThat(play.value(y)).isEqualTo(2);
        assertThat(play.finished()).isTrue();
    }

    @Test
    void theThreadStandsStillUntilItsHandlerWaitsAgain() {
        Play play =
                play(
                        SC,
                        r ->
                                r.await(
                                        x,
                                        dev.fracas.model.program.Test.equalTo(3),
                                        MemoryOrder.RELAXED),
                        r -> {
                            r.store(x, 3, MemoryOrder.RELAXED);
                            r.pause("acknowledge");
                        });

        play.instructions(1).deliver(HANDLER);
        assertThat(play.possible()).containsExactly("0 SPIN", "2 INSTRUCTION");

        play.instructions(HANDLER);
        assertThat(play.machine.isInterrupted(play.state, 0, 0)).isTrue();
        assertThat(play.possible()).containsExactly("2 INSTRUCTION");
        assertThat(play.instructions(HANDLER).possible()).containsExactly("2 INSTRUCTION");

        play.instructions(HANDLER);
        assertThat(play.machine.isInterrupted(play.state, 0, 0)).isFalse();
        assertThat(play.possible()).containsExactly("0 INSTRUCTION", "2 SPIN");
    }

    @Test
    void anInterruptIsTakenOnlyWhenTheStoresOfTheThreadAreInMemory() {
        Play play =
                play(
                        TSO,
                        r -> {
                            r.store(x, 1, MemoryOrder.RELAXED);
                            r.store(x, 2, MemoryOrder.RELAXED);
                        },
                        r -> r.load(x, MemoryOrder.RELAXED));

        play.instructions(1, 0).deliver(HANDLER);
        assertThat(play.possible()).containsExactly("0 INSTRUCTION", "0 MEMORY");

        assertThat(play.flush(0).possible()).containsExactly("0 INSTRUCTION", "2 INSTRUCTION");
    }

    @Test
    void theThreadGoesOnOnlyWhenTheStoresOfItsHandlerAreInMemory() {
        Play play =
                play(
                        TSO,
                        r -> r.load(x, MemoryOrder.RELAXED),
                        r -> r.store(x, 2, MemoryOrder.RELAXED));

        play.instructions(1).deliver(HANDLER).instructions(HANDLER, HANDLER);
        assertThat(play.possible()).containsExactly("2 MEMORY", "2 SPIN");
        assertThat(play.finished()).isFalse();

        assertThat(play.flush(HANDLER).possible()).containsExactly("0 INSTRUCTION", "2 SPIN");
    }

    @Test
    void aHandlerForOneVectorDoesNotTakeTheThreadsOther() {
        Play play =
                Play.of(
                        SC,
                        r -> r.awaitIpi(RESCHEDULE_VECTOR),
                        r -> r.sendIpi(0, RESCHEDULE_VECTOR),
                        r -> {
                            r.handlerOf(0, CALL_FUNCTION_VECTOR);
                            r.loop(() -> r.awaitIpi(CALL_FUNCTION_VECTOR));
                        });

        play.instructions(1).deliver(0);

        assertThat(play.possible()).containsExactly("0 INSTRUCTION", "2 SPIN");
    }

    @Test
    void aHandlerThatHasEndedOrOopsedInterruptsNobodyAnyMore() {
        WordArray two = WordArray.named("two", 2);
        Play ended = play(SC, r -> r.pause("work"), Routine::end);
        Play oopsed = play(SC, r -> r.pause("work"), r -> r.load(two.at(2), MemoryOrder.RELAXED));

        ended.instructions(1).deliver(HANDLER).instructions(HANDLER);
        oopsed.instructions(1).deliver(HANDLER).instructions(HANDLER, HANDLER);

        assertThat(ended.possible()).containsExactly("0 INSTRUCTION");
        assertThat(oopsed.possible()).containsExactly("0 INSTRUCTION");
        assertThat(ended.instructions(0).finished()).isTrue();
        assertThat(oopsed.instructions(0).finished()).isFalse();
    }

    @Test
    void whatAHandlerDoesBeforeItFirstWaitsComesBeforeTheThread() {
        Play play =
                Play.of(
                        SC,
                        r -> r.load(x, MemoryOrder.RELAXED),
                        r -> {
                            r.handlerOf(0, CALL_FUNCTION_VECTOR);
                            r.store(x, 1, MemoryOrder.RELAXED);
                            r.awaitIpi(CALL_FUNCTION_VECTOR);
                        });

        assertThat(play.possible()).containsExactly("1 INSTRUCTION");
        assertThat(play.instructions(1).possible()).containsExactly("0 INSTRUCTION", "1 SPIN");
    }

    @Test
    void theMachineHasFinishedWhenTheThreadsHaveEndedAndTheDaemonIsIdle() {
        Play play =
                Play.of(
                        SC,
                        r -> r.sendIpi(1, CALL_FUNCTION_VECTOR),
                        r -> {
                            r.daemon();
                            r.loop(() -> r.awaitIpi(CALL_FUNCTION_VECTOR));
                        });

        assertThat(play.finished()).as("the thread has not ended").isFalse();
        assertThat(play.instructions(0).finished()).as("in flight").isFalse();
        assertThat(play.deliver(1).finished()).as("pending").isFalse();
        assertThat(play.instructions(1).finished()).as("served").isTrue();
        assertThat(play.machine.newFastGenerator().finished(play.state, 0)).isTrue();
    }

    @Test
    void aThreadThatWaitsForAnInterruptHasNotFinished() {
        Play play = Play.of(SC, r -> r.loop(() -> r.awaitIpi(CALL_FUNCTION_VECTOR)));

        assertThat(play.finished()).isFalse();
    }

    @Test
    void aHandlerHasANameOfItsOwnAndTheCoreThatItInterrupts() {
        Machine machine = play(SC, r -> {}, r -> {}).machine;

        assertThat(machine.actorName(3 * HANDLER)).isEqualTo("x86:2");
        assertThat(machine.roleOf(HANDLER)).isEqualTo("handles CALL_FUNCTION_VECTOR of x86:0");
        assertThat(machine.roleOf(0)).isEmpty();
        assertThat(machine.hostOf(HANDLER)).isZero();
        assertThat(machine.hostOf(1)).isEqualTo(1);
        assertThat(machine.handlersOf(0)).containsExactly(HANDLER);
        assertThat(machine.handlersOf(HANDLER)).isEmpty();
    }

    @Test
    void aHandlerNeedsACoreOfItsIsa() {
        assertRefused("core 3, which does not exist", 3);
        assertRefused("core -1, which does not exist", -1);
        assertRefused("core 1, which is a handler itself", 1);
        assertRefused("core 2, which is a handler itself", 2, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine(Isa.AARCH64, 0))
                .withMessage("arm:1 cannot handle the interrupts of core 0, which has another ISA");
    }

    /** Machines of a thread on core 0 and handlers of these cores' interrupts. */
    private static void assertRefused(String why, int... interrupted) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine(Isa.X86_64, interrupted))
                .withMessageEndingWith("cannot handle the interrupts of " + why);
    }

    private static Machine machine(Isa isa, int... interrupted) {
        int cores = 1 + interrupted.length;
        List<Program> programs = new ArrayList<>();
        programs.add(new Routine(0, cores, Isa.X86_64).build());
        for (int core : interrupted) {
            Routine handler = new Routine(programs.size(), cores, isa);
            handler.handlerOf(core, CALL_FUNCTION_VECTOR);
            handler.awaitIpi(CALL_FUNCTION_VECTOR);
            programs.add(handler.build());
        }
        return new Machine(programs, SC, Exclusives.ARCHITECTURAL, Observatory.GENERAL);
    }
}

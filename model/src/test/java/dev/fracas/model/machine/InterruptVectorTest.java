package dev.fracas.model.machine;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static dev.fracas.model.program.InterruptVector.RESCHEDULE_VECTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.model.Step;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Word;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An interrupt is sent to a core with a vector, and whoever takes that vector there takes it. */
class InterruptVectorTest {
    private static final Memory SC = Memory.sequentialConsistency();
    private static final Memory TSO = Memory.totalStoreOrder(1);

    private final Word x = Word.named("x").bits(4);

    /** Sends both vectors to core 0, and the first once more. */
    private static void sendBoth(Routine r) {
        r.sendIpi(0, CALL_FUNCTION_VECTOR);
        r.sendIpi(0, RESCHEDULE_VECTOR);
        r.sendIpi(0, CALL_FUNCTION_VECTOR);
    }

    /** The handler of one vector of core 0, which does that each time. */
    private static Consumer<Routine> handler(InterruptVector vector, Consumer<Routine> does) {
        return r -> {
            r.handlerOf(0, vector);
            r.loop(() -> {
                r.awaitIpi(vector);
                does.accept(r);
            });
        };
    }

    @Test
    void twoVectorsOnOneCoreAreTwoInterrupts() {
        Play play =
                Play.of(
                        SC,
                        r -> {
                            r.awaitIpi(CALL_FUNCTION_VECTOR);
                            r.awaitIpi(RESCHEDULE_VECTOR);
                        },
                        InterruptVectorTest::sendBoth);

        play.instructions(1, 1);
        assertThat(play.ipi(0))
                .isEqualTo("CALL_FUNCTION_VECTOR in flight; RESCHEDULE_VECTOR in flight");

        play.deliver(0, RESCHEDULE_VECTOR);
        assertThat(play.ipi(0))
                .isEqualTo("CALL_FUNCTION_VECTOR in flight; RESCHEDULE_VECTOR pending");
        assertThat(play.possible()).contains("0 SPIN").doesNotContain("0 INSTRUCTION");

        play.deliver(0, CALL_FUNCTION_VECTOR).instructions(0, 0);
        assertThat(play.ipi(0)).isEqualTo("-");
    }

    @Test
    void anInterruptThatIsSentWhileOneIsInFlightJoinsItAndSoDoesOneThatFindsOnePending() {
        Play play = Play.of(SC, r -> r.awaitIpi(CALL_FUNCTION_VECTOR), r -> sendBoth(r));

        play.instructions(1, 1, 1);
        assertThat(play.deliver(0, CALL_FUNCTION_VECTOR).ipi(0))
                .startsWith("CALL_FUNCTION_VECTOR pending");

        Play later = Play.of(SC, r -> r.awaitIpi(CALL_FUNCTION_VECTOR), r -> sendBoth(r));
        later.instructions(1).deliver(0).instructions(1, 1);
        assertThat(later.ipi(0)).startsWith("CALL_FUNCTION_VECTOR in flight, pending");
        assertThat(later.deliver(0, CALL_FUNCTION_VECTOR).ipi(0)).isEqualTo(play.ipi(0));
        assertThat(later.instructions(0).ipi(0)).startsWith("RESCHEDULE_VECTOR");
    }

    @Test
    void ofTwoPendingInterruptsEitherMayBeTakenFirstAndTheProgramKnowsWhich() {
        Consumer<Routine> thread =
                r -> {
                    var taken = r.awaitIpi(CALL_FUNCTION_VECTOR, RESCHEDULE_VECTOR);
                    r.store(x, taken.plus(1), MemoryOrder.RELAXED);
                };
        for (int choice = 0; choice < 2; choice++) {
            Play play = Play.of(SC, thread, InterruptVectorTest::sendBoth);
            play.instructions(1, 1).deliver(0, CALL_FUNCTION_VECTOR).deliver(0, RESCHEDULE_VECTOR);

            play.choose(0, choice).instructions(0);

            assertThat(play.value(x)).isEqualTo(choice + 1);
            assertThat(play.ipi(0))
                    .isEqualTo(
                            (choice == 0 ? RESCHEDULE_VECTOR : CALL_FUNCTION_VECTOR) + " pending");
        }
    }

    @Test
    void theHandlersOfACoreRunOneAtATime() {
        Play play =
                Play.of(
                        TSO,
                        r -> r.pause("work"),
                        InterruptVectorTest::sendBoth,
                        handler(CALL_FUNCTION_VECTOR, r -> r.store(x, 1, MemoryOrder.RELAXED)),
                        handler(RESCHEDULE_VECTOR, r -> r.store(x, 2, MemoryOrder.RELAXED)));
        play.instructions(1, 1, 1, 0).deliver(2).deliver(3);
        assertThat(play.possible()).containsExactly("2 INSTRUCTION", "3 INSTRUCTION");

        play.instructions(3);
        assertThat(play.possible()).containsExactly("3 INSTRUCTION");
        assertThat(play.machine.interruptedBy(play.state, 0, 0)).hasValue(3);
        assertThat(play.machine.interruptedBy(play.state, 0, 2)).hasValue(3);
        assertThat(play.machine.interruptedBy(play.state, 0, 3)).isEmpty();

        play.instructions(3);
        assertThat(play.possible())
                .as("its store is not in memory")
                .containsExactly("3 MEMORY", "3 SPIN");
        assertThat(play.flush(3).possible()).containsExactly("2 INSTRUCTION", "3 SPIN");
        assertThat(play.finished()).isFalse();
        assertThat(play.instructions(2, 2).flush(2).finished()).isTrue();
        assertThat(play.value(x)).isEqualTo(1);
    }

    @Test
    void whatHandlersDoBeforeTheyFirstWaitTheyDoInTheOrderOfTheirNumbers() {
        Play play =
                Play.of(
                        SC,
                        r -> r.pause("work"),
                        r -> {
                            r.handlerOf(0, CALL_FUNCTION_VECTOR);
                            r.pause("request_irq");
                            r.awaitIpi(CALL_FUNCTION_VECTOR);
                        },
                        r -> {
                            r.handlerOf(0, RESCHEDULE_VECTOR);
                            r.pause("request_irq");
                            r.awaitIpi(RESCHEDULE_VECTOR);
                        });

        assertThat(play.possible()).containsExactly("1 INSTRUCTION");
        assertThat(play.instructions(1).possible()).containsExactly("2 INSTRUCTION");
        assertThat(play.instructions(2).possible())
                .containsExactly("0 INSTRUCTION", "1 SPIN", "2 SPIN");
    }

    @Test
    void aHandlerOfTwoVectorsTakesBoth() {
        Play play =
                Play.of(
                        SC,
                        r -> {},
                        InterruptVectorTest::sendBoth,
                        r -> {
                            r.handlerOf(0, CALL_FUNCTION_VECTOR, RESCHEDULE_VECTOR);
                            r.loop(() -> r.awaitIpi(RESCHEDULE_VECTOR, CALL_FUNCTION_VECTOR));
                        });

        play.instructions(1, 1, 1).deliver(2, CALL_FUNCTION_VECTOR).choose(2, 1);
        assertThat(play.ipi(2)).isEqualTo("RESCHEDULE_VECTOR in flight");
        assertThat(play.finished()).isFalse();

        play.deliver(2, RESCHEDULE_VECTOR).choose(2, 0);
        assertThat(play.finished()).isTrue();
        assertThat(play.machine.roleOf(2))
                .isEqualTo("handles CALL_FUNCTION_VECTOR and RESCHEDULE_VECTOR of x86:0");
    }

    @Test
    void anInterruptThatNoProgramTakesStaysPendingAndWhoeverServesThereIsNotAtRest() {
        Play daemon =
                Play.of(
                        SC,
                        r -> {
                            r.daemon();
                            r.loop(() -> r.awaitIpi(CALL_FUNCTION_VECTOR));
                        },
                        r -> r.sendIpi(0, RESCHEDULE_VECTOR));
        Play handler =
                Play.of(
                        SC,
                        r -> {},
                        r -> r.sendIpi(0, RESCHEDULE_VECTOR),
                        handler(CALL_FUNCTION_VECTOR, r -> {}));

        daemon.instructions(1).deliver(0, RESCHEDULE_VECTOR);
        handler.instructions(1).deliver(2, RESCHEDULE_VECTOR);

        assertThat(daemon.ipi(0)).isEqualTo("RESCHEDULE_VECTOR pending, which no program takes");
        assertThat(handler.ipi(2)).isEqualTo("RESCHEDULE_VECTOR pending, which no program takes");
        assertThat(daemon.possible()).containsExactly("0 SPIN");
        assertThat(handler.possible()).containsExactly("2 SPIN");
        assertThat(daemon.finished()).isFalse();
        assertThat(handler.finished()).isFalse();
        assertThat(daemon.machine.isAtRest(daemon.state, 0, 0)).isFalse();
        assertThat(handler.machine.isAtRest(handler.state, 0, 2)).isFalse();
    }

    @Test
    void theNumberOfAHandlerIsNoCoreAndStopsTheSender() {
        Play play =
                Play.of(
                        SC,
                        r -> {},
                        r -> r.sendIpi(2, CALL_FUNCTION_VECTOR),
                        handler(CALL_FUNCTION_VECTOR, r -> {}));

        play.instructions(1);

        assertThat(play.machine.nextInstruction(play.state, 0, 1)).isEqualTo(-1);
        assertThat(play.ipi(2)).isEqualTo("-");
    }

    @Test
    void eachInterruptIsAnActorThatWeakFairnessAppliesTo() {
        Machine machine =
                Play.of(
                                SC,
                                r -> r.awaitIpi(CALL_FUNCTION_VECTOR, RESCHEDULE_VECTOR),
                                InterruptVectorTest::sendBoth,
                                handler(new InterruptVector("REBOOT_VECTOR"), r -> {}))
                        .machine;

        assertThat(machine.actors()).isEqualTo(3 * 3 + 1);
        assertThat(IntStream.range(0, 10).mapToObj(machine::actorName)).doesNotHaveDuplicates();
        assertThat(machine.actorOf(Step.code(0, Step.Kind.DELIVER, 0))).isEqualTo(2);
        assertThat(machine.actorOf(Step.code(0, Step.Kind.DELIVER, 1))).isEqualTo(9);
        assertThat(machine.actorName(9)).isEqualTo("x86:0 RESCHEDULE_VECTOR");
        assertThat(machine.actorOf(Step.code(2, Step.Kind.DELIVER, 0))).isEqualTo(8);
        assertThat(machine.actorOf(Step.code(0, Step.Kind.INSTRUCTION, 1))).isZero();
    }

    @Test
    void aVectorOfACoreIsTakenByOneProgram() {
        assertRefused(
                "x86:1 and x86:2 both take CALL_FUNCTION_VECTOR on core 0",
                r -> {},
                handler(CALL_FUNCTION_VECTOR, r -> {}),
                handler(CALL_FUNCTION_VECTOR, r -> {}));
        assertRefused(
                "x86:0 and x86:1 both take CALL_FUNCTION_VECTOR on core 0",
                r -> r.awaitIpi(CALL_FUNCTION_VECTOR),
                handler(CALL_FUNCTION_VECTOR, r -> {}),
                r -> {});
        assertRefused(
                "x86:1 waits for RESCHEDULE_VECTOR and is the handler of [CALL_FUNCTION_VECTOR]",
                r -> {},
                handler(CALL_FUNCTION_VECTOR, r -> r.awaitIpi(RESCHEDULE_VECTOR)),
                r -> {});
    }

    @Test
    void aMachineHasAsManyActorsAsASetOfThemCanHold() {
        assertRefused(
                "a machine has at most 63 actors, got 75: its 3 cores take 67 kinds of interrupts",
                r ->
                        IntStream.range(0, 67)
                                .forEach(i -> r.awaitIpi(new InterruptVector("VECTOR_" + i))));
    }

    private static void assertRefused(String message, Consumer<Routine> first) {
        assertRefused(message, first, r -> {}, r -> {});
    }

    private static void assertRefused(
            String message,
            Consumer<Routine> first,
            Consumer<Routine> second,
            Consumer<Routine> third) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Play.of(SC, first, second, third))
                .withMessage(message);
    }

    @Test
    void aWaitIsForOneVectorOrSeveralDifferentOnes() {
        Routine r = new Routine(0, 1, dev.fracas.spec.Isa.X86_64);

        assertThatIllegalArgumentException()
                .isThrownBy(r::awaitIpi)
                .withMessageEndingWith("got []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> r.awaitIpi(RESCHEDULE_VECTOR, RESCHEDULE_VECTOR));
        assertThatIllegalArgumentException().isThrownBy(() -> r.handlerOf(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InterruptVector(" "))
                .withMessage("an interrupt vector has a name");
    }
}

package dev.fracas.counterexamples.rendering;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Property.sometimes;
import static dev.fracas.spec.Source.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Steps;
import dev.fracas.counterexamples.Trace;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;
import dev.fracas.spec.ProgressView;
import dev.fracas.spec.Property;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a thread, a sender and the handler of the thread's interrupts are shown. */
class InterruptRenderingTest {
    private static final Word TLB = Word.ghost("tlb", 2);
    private static final Word PAGE = Word.named("page").bits(4);
    private static final Memory TSO = Memory.totalStoreOrder(1);

    private static final Property<ProgressView> THE_END =
            sometimes(
                    "the-end",
                    "The machine comes to its end.",
                    source("these tests", ""),
                    ProgressView.class,
                    ProgressView::finished);

    private static Machine machine() {
        Routine thread = new Routine(0, 3, Isa.X86_64);
        thread.store(PAGE, Value.current(TLB).plus(1), RELAXED);
        thread.pause("rest");
        Routine sender = new Routine(1, 3, Isa.X86_64);
        sender.sendIpi(0, CALL_FUNCTION_VECTOR);
        Routine handler = new Routine(2, 3, Isa.X86_64);
        handler.handlerOf(0, CALL_FUNCTION_VECTOR);
        handler.loop(() -> {
            handler.awaitIpi(CALL_FUNCTION_VECTOR);
            handler.fence("invlpg");
            handler.ghostStore(TLB, 0);
            handler.fence("iret");
        });
        return new Machine(
                List.of(thread.build(), sender.build(), handler.build()),
                TSO,
                Exclusives.ARCHITECTURAL,
                Observatory.GENERAL);
    }

    private static Replay replay(String schedule) {
        MachineDescription description =
                new MachineDescription(
                        "interrupts",
                        List.of(Isa.X86_64, Isa.X86_64, Isa.X86_64),
                        TSO,
                        Exclusives.ARCHITECTURAL,
                        1,
                        Optional.empty());
        return Replay.of(
                Trace.run(description, THE_END.id(), Steps.of(schedule), ""), machine(), THE_END);
    }

    private static String text(String schedule) {
        return TextRendering.of(replay(schedule)).withWidth(200).text();
    }

    @Test
    void fencesHaveTheirNamesInTextAndDiagram() {
        assertThat(text("1 2d 2 2 2")).contains("invlpg", "iret").doesNotContain("fence");
        assertThat(MermaidRendering.of(replay("1 2d 2 2 2"))).contains("4. invlpg", "5. iret");
    }

    @Test
    void theEndSaysWhoHandlesWhoseInterruptsAndWhoIsInterrupted() {
        assertThat(text("1 2d 2"))
                .containsPattern("x86:0 +before 0: store page = tlb \\+ 1; is interrupted")
                .containsPattern("x86:2 +before 1: invlpg; handles CALL_FUNCTION_VECTOR of x86:0");
    }

    @Test
    void aStepOfAnInterruptedThreadIsRefusedWithThatReason() {
        assertThat(text("1 2d 2 0"))
                .contains(
                        "x86:0 stands before '0: store page = tlb + 1', and is interrupted by"
                                + " x86:2");
    }

    @Test
    void anInterruptThatIsTakenTooEarlyIsRefusedForTheStoresOfTheThread() {
        assertThat(text("0 1 2d 2"))
                .contains("waits for an empty store buffer, not [page=1]; possible instead");
    }

    @Test
    void withAnIdleHandlerItIsTheThreadsThatHaveEnded() {
        assertThat(text("0 0f 0 1 2d 2 2 2")).contains("every thread has ended");
    }
}

package dev.fracas.checkers.linearizability.recording;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fracas.checkers.linearizability.History;
import dev.fracas.checkers.linearizability.Refusal;
import dev.fracas.model.addressspace.readings.AddressSpaceConfigurations;
import dev.fracas.model.kernel.CallNote;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frame allocators, mailboxes and VMAs of the model's address spaces, seen by their calls. */
class AddressSpaceHistoriesTest {
    private static final int RUNS = 12;

    private static Machine machine(String id, Optional<String> defect) {
        Mechanism found =
                AddressSpaceConfigurations.all().stream()
                        .filter(c -> c.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        return found.machine(
                defect.map(found.ground().usual()::withDefect).orElse(found.ground().usual()));
    }

    private static Recorded frames(Machine machine) {
        return new Recorded(
                machine, () -> new FrameProbe(machine), new FrameProbe(machine).objects());
    }

    private static Recorded vmas(Machine machine) {
        return new Recorded(machine, () -> new VmaProbe(machine), new VmaProbe(machine).objects());
    }

    private static Recorded channels(Machine machine) {
        return new Recorded(
                machine, () -> new ChannelProbe(machine), new ChannelProbe(machine).objects());
    }

    static Stream<Mechanism> asInThePaper() {
        return AddressSpaceConfigurations.all().stream()
                .filter(c -> c.reading().equals(Optional.of(Reading.PAPER)));
    }

    @ParameterizedTest
    @MethodSource("asInThePaper")
    void allocatorsAndVmasOfThePaperAreLinearizable(Mechanism configuration) {
        Machine machine = configuration.machine(configuration.ground().usual());

        assertThat(frames(machine).firstRefused(RUNS).map(Refusal::explanation)).isEmpty();
        assertThat(vmas(machine).firstRefused(RUNS).map(Refusal::explanation)).isEmpty();
    }

    @Test
    void mailboxesAreLinearizableForBothCheckers() {
        Recorded recorded = channels(machine("fork-cow-then-remote-write@paper", Optional.empty()));

        assertThat(recorded.histories(RUNS))
                .allSatisfy(history -> assertThat(history.operations()).isNotEmpty())
                .allSatisfy(
                        history -> assertThat(recorded.refusal(Recorded.SEARCH, history)).isEmpty())
                .allSatisfy(history ->
                        assertThat(recorded.refusal(Recorded.CONSTRAINTS, history)).isEmpty());
    }

    @Test
    void aFrameThatIsFreedByTheWrongKernelIsRefused() {
        refusedByBoth(
                frames(
                        machine(
                                "unmap-against-remote-fault@paper",
                                Optional.of("origin-frees-remote-frame"))),
                """
                x86 frames: no order explains that x86:0's free 0 returned done (event 6).
                  event  x86:0
                      5  free 0
                      6  -> done
                Before, it is all free, where x86:0's free 0 cannot return.
                """);
    }

    @Test
    void theReleasedWalkFindsAVmaThatIsGone() {
        refusedByBoth(
                vmas(machine("walk-past-vma-end@released", Optional.empty())),
                """
                origin vmas: no order explains that arm:1's find 1 returned 2 (event 6).
                  event  arm:1   x86:0
                      1          unmap 1
                      2          -> done
                      3  find 0
                      4  -> 2
                      5  find 1
                      6  -> 2
                An order of what took effect before:
                    1. x86:0 unmap 1 -> done
                    2. arm:1 find 0 -> 2
                Then it is page 0 rw, page 1 -, where arm:1's find 1 returns none.
                """);
    }

    @Test
    void twoSendersOfOneMailboxOverwriteEachOther() {
        Machine machine = twoSenders();
        ChannelProbe probe = new ChannelProbe(machine);
        refusedByBoth(
                new Recorded(machine, () -> new ChannelProbe(machine), probe.objects()),
                """
                mailbox: no order explains that arm:2's receive returned 1 (event 5).
                  event  arm:2    x86:0   x86:1
                      1           send 1
                      2                   send 2
                      3                   -> done
                      4  receive
                      5  -> 1
                An order of what took effect before:
                    1. x86:1 send 2 -> done
                Then it is full with [2], where arm:2's receive returns 2.
                """);
    }

    /** Two cores send to a third through one word, and neither looks whether it is empty. */
    private static Machine twoSenders() {
        Word mailbox = Word.named("mailbox").bits(2);
        List<Program> programs = new ArrayList<>();
        for (int core = 0; core < 2; core++) {
            Routine r = new Routine(core, 3, Isa.X86_64);
            r.noteNextStep(new CallNote.Sends(mailbox.array()));
            r.store(mailbox, core + 1L, RELEASE);
            r.sendIpi(2, CALL_FUNCTION_VECTOR);
            programs.add(r.build());
        }
        Routine r = new Routine(2, 3, Isa.AARCH64);
        r.daemon();
        r.loop(() -> {
            r.awaitIpi(CALL_FUNCTION_VECTOR);
            Register message = r.load(mailbox, ACQUIRE);
            r.when(message.isNotEqualTo(0), () -> r.store(mailbox, 0, RELEASE));
        });
        programs.add(r.build());
        return new Machine(
                programs, Memory.totalStoreOrder(2), Exclusives.ARCHITECTURAL, Observatory.GENERAL);
    }

    private static void refusedByBoth(Recorded recorded, String explanation) {
        Optional<Refusal> refused = recorded.firstRefused(300);

        assertThat(refused.map(Refusal::explanation)).hasValue(explanation);
        History history = refused.orElseThrow().history();
        assertThat(recorded.refusal(Recorded.CONSTRAINTS, history).map(Refusal::refused))
                .isEqualTo(refused.map(Refusal::refused));
    }

    @Test
    void aMachineWithoutSuchAnObjectIsNotProbed() {
        Machine machine = twoSenders();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameProbe(machine))
                .withMessage("no program allocates a frame");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VmaProbe(machine))
                .withMessage("no program looks at a VMA");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelProbe(silent()))
                .withMessage("the machine has no such channel");
    }

    private static Machine silent() {
        Routine r = new Routine(0, 1, Isa.X86_64);
        r.pause("nothing");
        return new Machine(
                List.of(r.build()),
                Memory.sequentialConsistency(),
                Exclusives.ARCHITECTURAL,
                Observatory.GENERAL);
    }
}

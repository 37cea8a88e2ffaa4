package dev.fracas.checkers.check;

import static dev.fracas.model.kernel.messaging.Channel.DOORBELL;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.model.ModelException;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.messaging.Answer;
import dev.fracas.model.kernel.messaging.KernelMessage;
import dev.fracas.model.kernel.messaging.MessageRing;
import dev.fracas.model.kernel.messaging.Messages;
import dev.fracas.model.kernel.messaging.RingObservatory;
import dev.fracas.model.lock.LockMechanism;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.lock.LockProtocol;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Asked;
import dev.fracas.model.mechanism.FixedMechanism;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Source;
import dev.fracas.spec.Verdict;
import dev.fracas.spec.kernel.messaging.MessagingProperties;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be judged is refused, and what is wrong shows however often it happens. */
class NothingIsGreenInSilenceTest {
    private static final Source HERE = Source.source("these tests", "here");

    private enum Letter implements KernelMessage {
        LETTER;

        @Override
        public String message() {
            return "letter";
        }
    }

    /** Nobody is told of a message. */
    private static final class SilentRing extends MessageRing<Letter> {
        SilentRing(Threads threads) {
            super(threads, X86_64, new Messages<>(List.of(Letter.values())), 1, 4, 3);
        }

        @Override
        protected void ring(Routine r) {}
    }

    private static Machine silent(MachineDescription description, int posts) {
        Threads threads = Threads.of(List.of(AARCH64), List.of(X86_64)).withHandler(1, DOORBELL);
        SilentRing ring = new SilentRing(threads);
        Routine sender = new Routine(0, threads.programs(), AARCH64);
        for (int i = 0; i < posts; i++) {
            ring.post(sender, Letter.LETTER);
        }
        Routine server = new Routine(1, threads.programs(), X86_64);
        server.daemon();
        ring.serve(server, letter -> Answer.done());
        Routine bell = new Routine(2, threads.programs(), X86_64);
        ring.handleDoorbell(bell);
        return new Machine(
                List.of(sender.build(), server.build(), bell.build()),
                description.memory(),
                description.exclusives(),
                new RingObservatory(ring.words()).observatory());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void messagesThatNobodyIsToldOfAreNeverDelivered(int posts) {
        Mechanism mechanism =
                new FixedMechanism<>(
                        "silent",
                        Optional.empty(),
                        "a ring that nobody is told of",
                        HERE,
                        List.of(AARCH64, X86_64, X86_64),
                        posts,
                        NothingIsGreenInSilenceTest::silent,
                        List.of(MessagingProperties.MESSAGE_IS_DELIVERED),
                        List.of());
        assertThat(Checks.check(mechanism, mechanism.ground().usual()).verdict())
                .isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void whatPromisesNothingIsNotChecked() {
        Mechanism nothing = Asked.keeping(LockMechanisms.named("ticket"), List.of());
        assertThatThrownBy(() -> Checks.check(nothing, nothing.ground().usual()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ticket promises nothing on this machine: nothing would be judged");
    }

    /** It says that it serves in order, and never when anybody comes. */
    private record Barging(Word word) implements LockProtocol {
        @Override
        public void acquire(Routine r) {
            r.doUntil(() -> r.compareAndSwap(word, 0, 1, MemoryOrder.ACQUIRE).isEqualTo(0));
        }

        @Override
        public void release(Routine r) {
            r.store(word, 0, MemoryOrder.RELEASE);
        }

        @Override
        public boolean isFirstComeFirstServed() {
            return true;
        }
    }

    @Test
    void aLockThatServesInOrderSaysWhenOneComes() {
        LockMechanism barging =
                LockMechanism.lock(
                                "barging",
                                "a lock that overtakes",
                                HERE,
                                machine -> new Barging(Word.named("lock").bits(1)))
                        .build();
        assertThatThrownBy(() -> barging.machine(barging.ground().usual()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no program says when it joins the queue");
    }
}

package dev.fracas.model.messaging;

import static dev.fracas.model.program.MemoryOrder.RELAXED;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.messaging.MessageRing;
import dev.fracas.model.kernel.messaging.Messages;
import dev.fracas.model.mechanism.FixedMechanism.Wrong;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.kernel.messaging.MessagingProperties;
import java.util.List;

/** Ways of getting a ring of messages wrong. */
final class RingDefects {
    static final List<Wrong<MessageRing.Maker<Notice>>> ALL =
            List.of(
                    wrong(
                            "ring-takes-any-slot",
                            "the receiver takes the first slot that is ready, whatever its ticket",
                            MessagingProperties.IN_ORDER_PER_SENDER,
                            TakesAnySlot::new),
                    wrong(
                            "ring-never-waits",
                            "a sender does not wait until its slot is free, as in the released source",
                            MessagingProperties.SLOT_WRITTEN_WHEN_FREE,
                            NeverWaits::new),
                    wrong(
                            "ring-rings-first",
                            "a sender rings before it puts its message into the ring",
                            MessagingProperties.MESSAGE_IS_DELIVERED,
                            RingsFirst::new),
                    wrong(
                            "ring-counts-own-ticket",
                            "a sender waits while all tickets fill the ring, its own included, as in"
                                    + " Popcorn: as many senders as slots wait for each other",
                            MessagingProperties.SENDER_GETS_ROOM,
                            CountsOwnTicket::new),
                    wrong(
                            "ring-puts-nothing",
                            "a sender rings and puts nothing into the ring",
                            MessagingProperties.MESSAGE_IS_SENT,
                            PutsNothing::new));

    private RingDefects() {}

    private static Wrong<MessageRing.Maker<Notice>> wrong(
            String name, String sentence, Property<?> violates, MessageRing.Maker<Notice> ring) {
        return new Wrong<>(name, sentence, violates, right -> ring);
    }

    private static final class PutsNothing extends MessageRing<Notice> {
        PutsNothing(Threads threads, Isa kernel, Messages<Notice> messages, int bell) {
            super(threads, kernel, messages, bell);
        }

        @Override
        protected void put(Routine r, Notice message) {}
    }

    private static final class TakesAnySlot extends MessageRing<Notice> {
        TakesAnySlot(Threads threads, Isa kernel, Messages<Notice> messages, int bell) {
            super(threads, kernel, messages, bell);
        }

        @Override
        protected Value awaitReady(Routine r, Register tail) {
            Register slot = r.register("slot", 1);
            Label found = r.label("");
            Label again = r.here("");
            for (int i = 0; i < SLOTS; i++) {
                r.assign(slot, i);
                r.gotoWhen(isReady(r, i).isNotEqualTo(0), found);
            }
            r.gotoLabel(again);
            r.place(found);
            return slot;
        }
    }

    private static final class NeverWaits extends MessageRing<Notice> {
        NeverWaits(Threads threads, Isa kernel, Messages<Notice> messages, int bell) {
            super(threads, kernel, messages, bell);
        }

        @Override
        protected void awaitRoom(Routine r, Register ticket) {}
    }

    private static final class RingsFirst extends MessageRing<Notice> {
        RingsFirst(Threads threads, Isa kernel, Messages<Notice> messages, int bell) {
            super(threads, kernel, messages, bell);
        }

        @Override
        protected void put(Routine r, Notice message) {
            super.ring(r);
            super.put(r, message);
        }

        @Override
        protected void ring(Routine r) {}
    }

    private static final class CountsOwnTicket extends MessageRing<Notice> {
        CountsOwnTicket(Threads threads, Isa kernel, Messages<Notice> messages, int bell) {
            super(threads, kernel, messages, bell);
        }

        @Override
        protected void awaitRoom(Routine r, Register ticket) {
            r.doUntil(() -> {
                Register head = r.load(words().head(), RELAXED);
                Register tail = r.load(words().tail(), RELAXED);
                return words().ahead(head, tail).isLessThan(SLOTS);
            });
        }
    }
}

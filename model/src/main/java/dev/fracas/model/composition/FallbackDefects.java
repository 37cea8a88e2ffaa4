package dev.fracas.model.composition;

import static dev.fracas.model.program.InterruptVector.CALL_FUNCTION_VECTOR;

import dev.fracas.model.addressspace.PageMessage;
import dev.fracas.model.composition.Kernels.Carried;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.Threads.Handler;
import dev.fracas.model.kernel.messaging.Channel;
import dev.fracas.model.kernel.messaging.MessageRing;
import dev.fracas.model.kernel.messaging.Messages;
import dev.fracas.model.mechanism.FixedMechanism.Wrong;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import dev.fracas.spec.addressspace.AddressSpaceProperties;
import dev.fracas.spec.interrupts.InterruptProperties;
import dev.fracas.spec.kernel.messaging.MessagingProperties;
import java.util.List;

/** Ways of getting a fallback by a ring of messages wrong. */
final class FallbackDefects {
    /** The core of the origin's daemon in that workload. */
    private static final int DAEMON = 3;

    /** Shown while munmap shoots a page down. */
    static final List<Wrong<Kernels>> DURING_MUNMAP =
            List.of(
                    new Wrong<>(
                            "doorbell-shares-vector",
                            "the doorbell and calls across cores have one vector, whose handler looks for"
                                    + " a message only where no other core has called",
                            MessagingProperties.MESSAGE_IS_DELIVERED,
                            kernels ->
                                    kernels.withRing(RingsByCall::new)
                                            .withInterrupts(FallbackDefects::callOrDoorbell)),
                    new Wrong<>(
                            "doorbell-at-idle-core",
                            "the doorbell rings at the daemon's core, which takes no shootdowns, so that"
                                    + " nothing is tested",
                            InterruptProperties.TWO_VECTORS_MEET,
                            kernels -> kernels.withBell(DAEMON)));

    /** Shown while the page is copied. */
    static final List<Wrong<Kernels>> DURING_COPY =
            List.of(
                    new Wrong<>(
                            "doorbell-at-wrong-core",
                            "the doorbell is sent to the core of the daemon, which has no handler for it",
                            InterruptProperties.INTERRUPT_IS_TAKEN,
                            kernels -> kernels.withRing(RingsAtDaemon::new)),
                    new Wrong<>(
                            "fault-served-in-interrupt",
                            "the doorbell's handler serves the messages itself, on top of a thread that"
                                    + " may hold a lock or be called by another core",
                            AddressSpaceProperties.FALLBACK_IS_ANSWERED,
                            kernels ->
                                    kernels.withRing(ServesInInterrupt::new)
                                            .withInterrupts(FallbackDefects::serveAtOnce)),
                    new Wrong<>(
                            "slot-published-before-written",
                            "a sender says that its slot is ready before it writes the message there",
                            MessagingProperties.DELIVERED_ONCE,
                            kernels -> kernels.withRing(PublishesFirst::new)),
                    new Wrong<>(
                            "ring-index-wraps-early",
                            "the indices count modulo the number of slots, so that a full ring looks like"
                                    + " an empty one",
                            MessagingProperties.MESSAGE_IS_DELIVERED,
                            kernels -> kernels.withRing(WrapsEarly::new)));

    private FallbackDefects() {}

    private static final class RingsByCall extends MessageRing<PageMessage> {
        private final int bell;

        RingsByCall(Threads threads, Isa kernel, Messages<PageMessage> messages, int bell) {
            super(threads, kernel, messages, bell);
            this.bell = bell;
        }

        @Override
        protected void ring(Routine r) {
            r.sendIpi(bell, CALL_FUNCTION_VECTOR);
        }
    }

    private static void callOrDoorbell(Routine r, Handler handler, Carried carried) {
        if (handler.vectors().contains(Channel.DOORBELL)
                || carried.ring().bell() != handler.core()) {
            Kernels.byVector(r, handler, carried);
            return;
        }
        int core = handler.core();
        r.handlerOf(core, CALL_FUNCTION_VECTOR);
        r.loop(() -> {
            r.awaitIpi(CALL_FUNCTION_VECTOR);
            Register called = r.register("called", 1);
            r.assign(called, 0);
            carried.space()
                    .tlbs
                    .calls()
                    .flushQueue(
                            r,
                            core,
                            (routine, interrupted, page) -> {
                                carried.space().tlbs.invalidate(routine, interrupted, page);
                                routine.assign(called, 1);
                            });
            r.when(called.isEqualTo(0), () -> carried.ring().queueWork(r));
        });
    }

    private static final class RingsAtDaemon extends MessageRing<PageMessage> {
        RingsAtDaemon(Threads threads, Isa kernel, Messages<PageMessage> messages, int bell) {
            super(threads, kernel, messages, bell);
        }

        @Override
        protected void ring(Routine r) {
            r.sendIpi(server(), DOORBELL);
        }
    }

    private static final class ServesInInterrupt extends MessageRing<PageMessage> {
        ServesInInterrupt(Threads threads, Isa kernel, Messages<PageMessage> messages, int bell) {
            super(threads, kernel, messages, bell);
        }

        @Override
        public InterruptVector wakeUp() {
            return DOORBELL;
        }
    }

    private static void serveAtOnce(Routine r, Handler handler, Carried carried) {
        if (handler.vectors().contains(Channel.DOORBELL)) {
            r.handlerOf(handler.core(), Channel.DOORBELL);
            carried.kernel().serve(r);
        } else {
            Kernels.byVector(r, handler, carried);
        }
    }

    private static final class PublishesFirst extends MessageRing<PageMessage> {
        PublishesFirst(Threads threads, Isa kernel, Messages<PageMessage> messages, int bell) {
            super(threads, kernel, messages, bell);
        }

        @Override
        protected void fill(Routine r, Value slot, PageMessage message) {
            publish(r, slot);
            write(r, slot, message);
        }
    }

    private static final class WrapsEarly extends MessageRing<PageMessage> {
        WrapsEarly(Threads threads, Isa kernel, Messages<PageMessage> messages, int bell) {
            super(threads, kernel, messages, bell, SLOTS, 1);
        }
    }
}

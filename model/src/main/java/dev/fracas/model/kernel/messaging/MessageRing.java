package dev.fracas.model.kernel.messaging;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.notEqualTo;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Message;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;

/**
 * All senders share a ring of slots in memory, after Popcorn's {@code pcn_kmsg} ({@code win_put},
 * {@code win_get}). A sender draws a ticket, waits until the ticket's slot is free, writes its
 * message there, says that it is ready, and rings. The doorbell's handler runs on whatever core it
 * is sent to, and only wakes the daemon that serves ({@code queue_work}), which takes messages in
 * the order of their tickets until there are none.
 *
 * <p>Popcorn's {@code win_put} lets nobody pass while the tickets that are drawn fill the ring, its
 * own included; completed: a sender waits for its own slot. As released the ring never waits, and
 * publishes a slot before it is complete.
 */
public class MessageRing<M extends KernelMessage> extends Channel<M> {
    /** Slots of a ring, unless somebody says otherwise. */
    public static final int SLOTS = 2;

    /** Makes a ring. */
    @FunctionalInterface
    public interface Maker<M extends KernelMessage> {
        /**
         * Makes it.
         *
         * @param bell the core that takes the doorbell
         */
        MessageRing<M> make(Threads threads, Isa kernel, Messages<M> messages, int bell);
    }

    private final Isa kernel;
    private final int slots;
    private final int bell;
    private final RingWords words;

    public MessageRing(Threads threads, Isa kernel, Messages<M> messages, int bell) {
        this(threads, kernel, messages, bell, SLOTS, RingWords.bitsOfIndex(threads, SLOTS));
    }

    /**
     * @param bell the core that takes the doorbell
     * @param slots a power of two, at least 2
     * @param indexBits how wide the indices are
     */
    protected MessageRing(
            Threads threads, Isa kernel, Messages<M> messages, int bell, int slots, int indexBits) {
        super(threads, kernel, messages);
        this.kernel = kernel;
        this.slots = slots;
        this.bell = bell;
        words = new RingWords(threads, kernel, messages, slots, indexBits);
    }

    /** The core that takes the doorbell. */
    public final int bell() {
        return bell;
    }

    public final RingWords words() {
        return words;
    }

    // ---- the sender

    @Override
    protected void put(Routine r, M message) {
        r.routine(
                "win_put",
                () ->
                        r.noted(
                                new Sending(),
                                () -> {
                                    Register ticket = drawTicket(r);
                                    awaitRoom(r, ticket);
                                    fill(r, words.slot(ticket), message);
                                }));
    }

    protected Register drawTicket(Routine r) {
        return r.fetchAndAdd(words.head(), 1, ACQUIRE);
    }

    /** {@code win_inuse}: spins until the ticket's slot is free. */
    protected void awaitRoom(Routine r, Register ticket) {
        r.doUntil(() -> {
            Register tail = r.load(words.tail(), ACQUIRE);
            return words.ahead(ticket, tail).isLessThan(slots);
        });
    }

    /** The message is complete before that is said. */
    protected void fill(Routine r, Value slot, M message) {
        write(r, slot, message);
        publish(r, slot);
    }

    protected final void write(Routine r, Value slot, M message) {
        r.store(words.message.at(slot), words.word(r.core(), messages.code(message)), RELAXED);
        r.workload(() -> words.hasPut(r, slot));
    }

    protected final void publish(Routine r, Value slot) {
        r.noteNextStep(new Message());
        r.store(words.ready.at(slot), 1, RELEASE);
    }

    @Override
    protected void ring(Routine r) {
        r.sendIpi(bell, DOORBELL);
    }

    // ---- the receiver

    /** The vector that wakes the daemon. */
    public InterruptVector wakeUp() {
        return InterruptVector.reschedule(kernel);
    }

    /** The handler of the doorbell. */
    public void handleDoorbell(Routine r) {
        r.handlerOf(bell, DOORBELL);
        r.routine(
                "pcn_kmsg_interrupt",
                () ->
                        r.loop(() -> {
                            r.awaitIpi(DOORBELL);
                            queueWork(r);
                        }));
    }

    /** {@code queue_work}: wakes the daemon. */
    public final void queueWork(Routine r) {
        r.sendIpi(server(), InterruptVector.reschedule(kernel));
    }

    @Override
    public void serve(Routine r, Handler<M> handler) {
        r.loop(() -> {
            r.awaitIpi(wakeUp());
            r.routine("pcn_kmsg_poll_handler", () -> poll(r, handler));
        });
    }

    /** Handles messages until the ring is empty. */
    protected void poll(Routine r, Handler<M> handler) {
        Label empty = r.label("");
        Label next = r.here("");
        Register tail = r.load(words.tail(), RELAXED);
        Register head = r.load(words.head(), ACQUIRE);
        r.gotoWhen(head.isEqualTo(tail), empty);
        Register message = take(r, tail);
        for (Sent<M> each : sent()) {
            r.when(
                    words.is(message, each.client(), messages.code(each.message())),
                    () -> {
                        handle(r, each, handler);
                        r.gotoLabel(next);
                    });
        }
        r.gotoLabel(next);
        r.place(empty);
    }

    /** {@code win_get}: spins until the slot is ready, copies the message and frees the slot. */
    private Register take(Routine r, Register tail) {
        Value slot = awaitReady(r, tail);
        Register message = r.load(words.message.at(slot), RELAXED);
        r.workload(() -> words.hasTaken(r, slot, message, clients()));
        r.store(words.ready.at(slot), 0, RELAXED);
        r.store(words.tail(), tail.plus(1), RELEASE);
        return message;
    }

    /** The slot of the next ticket, when its message is complete. */
    protected Value awaitReady(Routine r, Register tail) {
        Value slot = words.slot(tail);
        r.await(words.ready.at(slot), notEqualTo(0), ACQUIRE);
        return slot;
    }

    /** Whether a slot is ready just now. */
    protected final Register isReady(Routine r, int slot) {
        return r.load(words.ready.at(slot), ACQUIRE);
    }
}

package dev.fracas.model.kernel.messaging;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELEASE;

import dev.fracas.model.kernel.CallNote;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.program.Message;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;

/**
 * From each core a channel of one message, which is as many as can be under way where the sender
 * waits for the answer. Nothing orders the messages of two cores.
 *
 * <p>Popcorn has a pool of threads to serve page requests; here a kernel has one, which takes one
 * request after the other.
 */
public class Mailbox<M extends KernelMessage> extends Channel<M> {
    private boolean looksOnce;

    public Mailbox(Threads threads, Isa kernel, Messages<M> messages) {
        super(threads, kernel, messages);
    }

    /** After an interrupt the server looks once for each client's request. */
    @Override
    public void serverNeverWaits() {
        looksOnce = true;
    }

    private Word request(int client) {
        return Word.named("request " + ends(client)).bits(messages.bits());
    }

    @Override
    protected void put(Routine r, M message) {
        r.noteNextStep(new Message());
        r.noteNextStep(new CallNote.Sends(request(r.core()).array()));
        r.store(request(r.core()), messages.code(message), RELEASE);
    }

    @Override
    public void serve(Routine r, Handler<M> handler) {
        r.loop(() -> {
            r.awaitIpi(DOORBELL);
            if (looksOnce) {
                look(r, handler);
            } else {
                lookUntilEmpty(r, handler);
            }
        });
    }

    /** An interrupt may have been taken while an answer was awaited. */
    protected void lookUntilEmpty(Routine r, Handler<M> handler) {
        Register served = r.register("served", 1);
        r.doUntil(() -> {
            r.assign(served, 0);
            clients().forEach(client -> r.assign(served, served.or(serve(r, client, handler))));
            return served.isEqualTo(0);
        });
    }

    /** Looks once for each client's request. */
    protected final void look(Routine r, Handler<M> handler) {
        clients().forEach(client -> serve(r, client, handler));
    }

    /**
     * Serves a client's request if there is one.
     *
     * @return 1 if there was
     */
    private Value serve(Routine r, int client, Handler<M> handler) {
        Register request = r.load(request(client), ACQUIRE);
        for (Sent<M> each : sent()) {
            if (each.client() == client) {
                int code = messages.code(each.message());
                r.when(request.isEqualTo(code), () -> serve(r, each, handler));
            }
        }
        return request.apply(Operator.NOT_EQUAL, Value.constant(0));
    }

    private void serve(Routine r, Sent<M> asked, Handler<M> handler) {
        r.store(request(asked.client()), 0, RELEASE);
        handle(r, asked, handler);
    }
}

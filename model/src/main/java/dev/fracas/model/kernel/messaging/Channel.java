package dev.fracas.model.kernel.messaging;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELEASE;

import dev.fracas.model.kernel.CallNote;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Message;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Messages to the daemon that serves a kernel. Each message is followed by an inter-processor
 * interrupt (paper, section 6.2), and so is each answer. Subclasses say how messages travel; an
 * answer is a word for each client, which is enough since a client that asks waits for the answer.
 *
 * <p>A channel is told what is sent while the clients' programs are built, and serves just that: a
 * server's program comes after those of its clients.
 *
 * @param <M> what is sent
 */
public abstract class Channel<M extends KernelMessage> {
    /**
     * The interrupt that follows a message, a request as well as an answer: it says that there is
     * one and not which.
     */
    public static final InterruptVector DOORBELL = new InterruptVector("DOORBELL");

    /** Makes the channel to a kernel. */
    @FunctionalInterface
    public interface Maker<M extends KernelMessage> {
        Channel<M> make(Threads threads, Isa kernel, Messages<M> messages);
    }

    /** What the serving daemon does with a message: emits code, and says where the answer is. */
    @FunctionalInterface
    public interface Handler<M> {
        /** The answer, which is not 0: one of {@link Answer}, or of the family's own. */
        Value handle(M message);
    }

    /** What some program sends; only that needs to be served. */
    protected record Sent<M>(int client, M message, boolean isAnswered) {}

    protected final Threads threads;
    protected final Messages<M> messages;
    private final Isa kernel;
    private final Set<Sent<M>> sent = new LinkedHashSet<>();
    private int answerBits = 1;

    protected Channel(Threads threads, Isa kernel, Messages<M> messages) {
        this.threads = threads;
        this.kernel = kernel;
        this.messages = messages;
    }

    /** Answers have that many bits, and not just the one that says that it is done. */
    public final void answersOf(int bits) {
        answerBits = bits;
    }

    /**
     * The server itself never waits for an interrupt, so that each one that it takes says of all
     * messages before that it has not seen them. A channel may make use of that.
     */
    public void serverNeverWaits() {}

    /** Sends the message; nobody waits for what comes back. */
    public final void post(Routine r, M message) {
        send(r, message, false);
    }

    /** Sends the message; {@link #awaitAnswer} has to follow. */
    public final void send(Routine r, M message) {
        send(r, message, true);
    }

    private void send(Routine r, M message, boolean isAnswered) {
        sent.add(new Sent<>(r.core(), message, isAnswered));
        r.routine(
                message.message(),
                () -> {
                    put(r, message);
                    ring(r);
                });
    }

    /** Puts the message where the server looks for it. */
    protected abstract void put(Routine r, M message);

    /** The interrupt that follows the message. */
    protected void ring(Routine r) {
        r.sendIpi(server(), DOORBELL);
    }

    /** Sends the message and waits for the answer. */
    public final Register ask(Routine r, M message) {
        send(r, message);
        return awaitAnswer(r, message);
    }

    /** Waits for the answer to the message that this core has sent last. */
    public final Register awaitAnswer(Routine r, M message) {
        Register answer = r.register("answer", answerBits);
        r.routine(
                message.message(),
                () -> {
                    r.doUntil(() -> {
                        r.awaitIpi(DOORBELL);
                        r.assign(answer, r.load(answer(r.core()), ACQUIRE));
                        return answer.isNotEqualTo(0);
                    });
                    r.store(answer(r.core()), 0, RELEASE);
                });
        return answer;
    }

    /** The core of the daemon that serves. */
    protected final int server() {
        return threads.daemonOf(kernel)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "nobody serves messages to " + kernel.shortName()));
    }

    /** What the serving daemon does for ever. The clients' programs must be built first. */
    public abstract void serve(Routine r, Handler<M> handler);

    /** What is sent, in the order in which the clients' programs say it. */
    protected final List<Sent<M>> sent() {
        return List.copyOf(sent);
    }

    /** The sender of something. */
    protected final List<Integer> clients() {
        return sent.stream().map(Sent::client).distinct().toList();
    }

    /** Handles the message that has just been taken, and answers it. */
    protected final void handle(Routine r, Sent<M> taken, Handler<M> handler) {
        Value answer = handler.handle(taken.message());
        if (!taken.isAnswered()) {
            return;
        }
        r.noteNextStep(new Message());
        r.noteNextStep(new CallNote.Sends(answer(taken.client()).array()));
        r.store(answer(taken.client()), answer, RELEASE);
        ringBack(r, taken.client());
    }

    /** The interrupt that follows the answer. */
    protected void ringBack(Routine r, int client) {
        r.sendIpi(client, DOORBELL);
    }

    private Word answer(int client) {
        return Word.named("response " + ends(client)).bits(answerBits);
    }

    /** The two ends, as words are called by: {@code arm:1-x86}. */
    protected final String ends(int client) {
        return "%s:%d-%s".formatted(threads.isa(client).shortName(), client, kernel.shortName());
    }
}

package dev.fracas.model.addressspace;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELEASE;

import dev.fracas.model.kernel.CallNote;
import dev.fracas.model.kernel.Cast;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Message;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Messages to the thread that serves a kernel: from each core a channel of one message there and
 * one back, which is as many as can be under way, since the sender waits for the answer. Nothing
 * orders the messages of two channels. Each message is followed by an inter-processor interrupt
 * (paper, section 6.2).
 *
 * <p>Popcorn has a pool of threads to serve page requests; here a kernel has one, which takes one
 * request after the other.
 */
public class Mailbox {
    /** What is asked for, and the kernel's name of the message. */
    public enum Request {
        /** Handle a write fault of the page as if it were the origin's. */
        FAULT("remote_page_request"),
        /** Send a copy of the page, for a read fault. */
        PAGE_TO_READ("remote_page_request"),
        /** Send the page, for a write fault. */
        PAGE_TO_WRITE("remote_page_request"),
        /** Invalidate the copy of the page. */
        INVALIDATE("page_invalidate_request"),
        /** Unmap the page. */
        UNMAP("vma_op_request"),
        /** Map the page. */
        MAP("vma_op_request"),
        /** Take the permission to write the page away. */
        PROTECT("vma_op_request"),
        /** Drop the leaf and the TLB entries of the page, which is about to be copied. */
        DROP_LEAF("drop_leaf_request"),
        /** Write-protect the leaf of the page, which a child is about to share. */
        WRITE_PROTECT("write_protect_request"),
        /** Stop the process's threads. */
        STOP("task_exit_origin");

        private final String message;

        Request(String message) {
            this.message = message;
        }

        public static Request page(boolean write) {
            return write ? PAGE_TO_WRITE : PAGE_TO_READ;
        }

        public boolean isWrite() {
            return this == PAGE_TO_WRITE;
        }
    }

    /** Makes the mailbox of a kernel. */
    @FunctionalInterface
    public interface Maker {
        /**
         * Makes it.
         *
         * @param pages user pages that a message may name
         */
        Mailbox make(Cast cast, Isa kernel, int pages);
    }

    /** What some program sends; only that needs to be served. */
    private record Sent(int client, Request request, int page, boolean isAnswered) {}

    /** What the serving thread does with a request: emits code, and says where the answer is. */
    @FunctionalInterface
    public interface Handler {
        /** One of {@link Answer}. */
        Value handle(Request request, int page);
    }

    /**
     * The interrupt that follows a message, a request as well as an answer: it says that there is
     * one and not which.
     */
    public static final InterruptVector DOORBELL = new InterruptVector("DOORBELL");

    private final Cast cast;
    private final Isa kernel;
    private final int pages;
    private final Set<Sent> sent = new LinkedHashSet<>();
    private boolean looksOnce;
    private int answerBits = 1;

    public Mailbox(Cast cast, Isa kernel, int pages) {
        this.cast = cast;
        this.kernel = kernel;
        this.pages = pages;
    }

    /**
     * After an interrupt the server looks once for each client's request. That is enough where the
     * server itself never waits for an interrupt.
     */
    public void looksOnce() {
        looksOnce = true;
    }

    /** Answers may be anything of {@link Answer}, and not just that it is done. */
    public void answersWithContent() {
        answerBits = Answer.BITS;
    }

    private Word request(int client) {
        int codes = Request.values().length * pages;
        return Word.named("request " + ends(client)).bits(WordArray.bitsFor(codes));
    }

    private Word answer(int client) {
        return Word.named("response " + ends(client)).bits(answerBits);
    }

    private String ends(int client) {
        return "%s:%d-%s".formatted(cast.isa(client).shortName(), client, kernel.shortName());
    }

    private int code(Request request, int page) {
        return 1 + request.ordinal() * pages + page;
    }

    /** Sends the request; nobody waits for what comes back. */
    public void post(Routine r, Request request, int page) {
        send(r, request, page, false);
    }

    /** Sends the request; {@link #awaitAnswer} has to follow. */
    public void send(Routine r, Request request, int page) {
        send(r, request, page, true);
    }

    private void send(Routine r, Request request, int page, boolean isAnswered) {
        sent.add(new Sent(r.core(), request, page, isAnswered));
        r.routine(
                request.message,
                () -> {
                    r.noteNextStep(new Message());
                    r.noteNextStep(new CallNote.Sends(request(r.core()).array()));
                    r.store(request(r.core()), code(request, page), RELEASE);
                    r.sendIpi(worker(), DOORBELL);
                });
    }

    /** Sends the request and waits for the answer. */
    public Register ask(Routine r, Request request, int page) {
        send(r, request, page);
        return awaitAnswer(r, request);
    }

    /** Waits for the answer to the request that this core has sent last. */
    public Register awaitAnswer(Routine r, Request request) {
        Register answer = r.register("answer", answerBits);
        r.routine(
                request.message,
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

    private int worker() {
        return cast.worker(kernel)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "nobody serves messages to " + kernel.shortName()));
    }

    /** What the serving thread does for ever. The clients' programs must be built first. */
    public void serve(Routine r, Handler handler) {
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
    protected void lookUntilEmpty(Routine r, Handler handler) {
        Register served = r.register("served", 1);
        r.doUntil(() -> {
            r.assign(served, 0);
            clients().forEach(client -> r.assign(served, served.or(serve(r, client, handler))));
            return served.isEqualTo(0);
        });
    }

    /** Looks once for each client's request. */
    protected final void look(Routine r, Handler handler) {
        clients().forEach(client -> serve(r, client, handler));
    }

    private List<Integer> clients() {
        return sent.stream().map(Sent::client).distinct().toList();
    }

    /**
     * Serves a client's request if there is one.
     *
     * @return 1 if there was
     */
    private Value serve(Routine r, int client, Handler handler) {
        Register request = r.load(request(client), ACQUIRE);
        for (Sent each : List.copyOf(sent)) {
            if (each.client == client) {
                int code = code(each.request, each.page);
                r.when(request.isEqualTo(code), () -> serve(r, each, handler));
            }
        }
        return request.apply(Operator.NOT_EQUAL, Value.constant(0));
    }

    private void serve(Routine r, Sent asked, Handler handler) {
        r.store(request(asked.client), 0, RELEASE);
        Value answer = handler.handle(asked.request, asked.page);
        if (!asked.isAnswered) {
            return;
        }
        r.noteNextStep(new Message());
        r.noteNextStep(new CallNote.Sends(answer(asked.client).array()));
        r.store(answer(asked.client), answer, RELEASE);
        ringBack(r, asked.client);
    }

    protected void ringBack(Routine r, int client) {
        r.sendIpi(client, DOORBELL);
    }
}

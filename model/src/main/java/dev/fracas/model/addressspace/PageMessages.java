package dev.fracas.model.addressspace;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELEASE;

import dev.fracas.model.program.Condition;
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
 * Popcorn's messages to the thread that serves a kernel, each with its answer, in which a page's
 * content may come along. From each core there is a channel of one message there and one back, as
 * who asks waits for the answer. Nothing orders the messages of two channels. Each message is
 * followed by an inter-processor interrupt, as over Stramash's shared-memory transport.
 *
 * <p>Popcorn has a pool of threads to serve page requests; here a kernel has one, which takes one
 * request after the other.
 */
final class PageMessages {
    /** What is asked for. */
    enum Request {
        /** {@code REMOTE_PAGE_REQUEST} of a read fault. */
        PAGE_TO_READ("remote_page_request"),
        /** {@code REMOTE_PAGE_REQUEST} of a write fault. */
        PAGE_TO_WRITE("remote_page_request"),
        INVALIDATE("page_invalidate_request"),
        /** {@code VMA_OP_REQUEST} of {@code munmap}. */
        UNMAP("vma_op_request"),
        /** {@code TASK_EXIT_ORIGIN}. */
        EXIT("task_exit_origin");

        private final String message;

        Request(String message) {
            this.message = message;
        }

        static Request page(boolean write) {
            return write ? PAGE_TO_WRITE : PAGE_TO_READ;
        }

        boolean isWrite() {
            return this == PAGE_TO_WRITE;
        }
    }

    /** Done, or {@code VM_FAULT_CONTINUE}: who asks has the page's content already. */
    static final long DONE = 1;

    /** The page's content comes with the answer. */
    static final long DATA = 2;

    /** {@code VM_FAULT_RETRY}. */
    static final long RETRY = 3;

    /** {@code VM_FAULT_SIGBUS}: no VMA. */
    static final long NO_VMA = 4;

    private static final int CONTENT_SHIFT = 3;
    static final int ANSWER_BITS = CONTENT_SHIFT + AddressSpace.CONTENT_BITS;

    /** What some program sends; only that needs to be served. */
    private record Sent(int client, Request request, int page) {}

    /** What the serving thread does with a request: emits code, and says where the answer is. */
    @FunctionalInterface
    interface Handler {
        Value handle(Request request, int page);
    }

    private final Cast cast;
    private final Isa kernel;
    private final int pages;
    private final Set<Sent> sent = new LinkedHashSet<>();

    PageMessages(Cast cast, Isa kernel, int pages) {
        this.cast = cast;
        this.kernel = kernel;
        this.pages = pages;
    }

    /** An answer with a page's content. */
    static Value data(Register content) {
        return content.shiftLeft(CONTENT_SHIFT).or(DATA);
    }

    static Condition says(Register answer, long what) {
        return answer.and((1L << CONTENT_SHIFT) - 1).isEqualTo(what);
    }

    static Value content(Register answer) {
        return answer.shiftRight(CONTENT_SHIFT);
    }

    private Word request(int client) {
        int codes = Request.values().length * pages;
        return Word.named("request " + ends(client)).bits(WordArray.bitsFor(codes));
    }

    private Word answer(int client) {
        return Word.named("response " + ends(client)).bits(ANSWER_BITS);
    }

    private String ends(int client) {
        return "%s:%d-%s".formatted(cast.isa(client).shortName(), client, kernel.shortName());
    }

    private long code(Request request, int page) {
        return 1L + (long) request.ordinal() * pages + page;
    }

    /** Sends the request and waits for the answer. */
    Register ask(Routine r, Request request, int page) {
        send(r, request, page);
        return awaitAnswer(r, request);
    }

    /** Waits for the answer to the request that this core has sent last. */
    Register awaitAnswer(Routine r, Request request) {
        Register answer = r.register("answer", ANSWER_BITS);
        r.routine(
                request.message,
                () -> {
                    r.doUntil(() -> {
                        r.awaitIpi();
                        r.assign(answer, r.load(answer(r.core()), ACQUIRE));
                        return answer.isNotEqualTo(0);
                    });
                    r.store(answer(r.core()), 0, RELEASE);
                });
        return answer;
    }

    /** Sends the request; the answer comes later. */
    void send(Routine r, Request request, int page) {
        sent.add(new Sent(r.core(), request, page));
        r.routine(
                request.message,
                () -> {
                    r.tagNextStep(Tags.MESSAGE);
                    r.store(request(r.core()), code(request, page), RELEASE);
                    r.sendIpi(Value.constant(worker()));
                });
    }

    private int worker() {
        return cast.worker(kernel)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "nobody serves messages to " + kernel.shortName()));
    }

    /** What the serving thread does for ever. The programs of those who ask must be built first. */
    void serve(Routine r, Handler handler) {
        r.loop(() -> {
            r.awaitIpi();
            sent.stream().map(Sent::client).distinct().forEach(client -> serve(r, client, handler));
        });
    }

    private void serve(Routine r, int client, Handler handler) {
        Register asked = r.load(request(client), ACQUIRE);
        for (Sent each : List.copyOf(sent)) {
            if (each.client == client) {
                r.when(
                        asked.isEqualTo(code(each.request, each.page)),
                        () -> {
                            r.store(request(client), 0, RELEASE);
                            Value result = handler.handle(each.request, each.page);
                            r.tagNextStep(Tags.MESSAGE);
                            r.store(answer(client), result, RELEASE);
                            r.sendIpi(Value.constant(client));
                        });
            }
        }
    }
}

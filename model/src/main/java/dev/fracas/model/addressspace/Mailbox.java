package dev.fracas.model.addressspace;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELEASE;

import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Messages to the thread that serves a kernel: from each core a channel of one message there and
 * one back, which is as many as can be under way, since who asks waits for the answer. Each message
 * is followed by an inter-processor interrupt (paper, section 6.2).
 */
final class Mailbox {
    /** What is asked for. */
    enum Request {
        /** Handle a write fault of the page as if it were the origin's. */
        FAULT,
        /** Unmap the page. */
        UNMAP,
        /** Take the permission to write the page away. */
        PROTECT,
        /** Drop the leaf and the TLB entries of the page, which is about to be copied. */
        DROP_LEAF,
        /** Write-protect the leaf of the page, which a child is about to share. */
        WRITE_PROTECT,
        /** Stop the process's threads. */
        STOP
    }

    /** What some program sends; only that needs to be served. */
    private record Sent(int client, int code, boolean isAnswered) {}

    private final Cast cast;
    private final Isa kernel;
    private final int pages;
    private boolean looksOnce;
    private final Set<Sent> sent = new LinkedHashSet<>();

    Mailbox(Cast cast, Isa kernel, int pages) {
        this.cast = cast;
        this.kernel = kernel;
        this.pages = pages;
    }

    private Word request(int client) {
        int codes = Request.values().length * pages;
        return Word.named("request " + ends(client)).bits(WordArray.bitsFor(codes));
    }

    private Word reply(int client) {
        return Word.named("reply " + ends(client)).bits(1);
    }

    private String ends(int client) {
        return "%s:%d-%s".formatted(cast.isa(client).shortName(), client, kernel.shortName());
    }

    private int code(Request request, int page) {
        return 1 + request.ordinal() * pages + page;
    }

    /** After an interrupt the server looks once for each client's request, which is a mistake. */
    void looksOnce() {
        looksOnce = true;
    }

    /** Sends the request; nobody waits for what comes back. */
    void post(Routine r, Request request, int page) {
        send(r, request, page, false);
    }

    private void send(Routine r, Request request, int page, boolean isAnswered) {
        sent.add(new Sent(r.core(), code(request, page), isAnswered));
        r.tagNextStep(Tags.MESSAGE);
        r.store(request(r.core()), code(request, page), RELEASE);
        r.sendIpi(Value.constant(worker()));
    }

    /** Sends the request and waits for the answer. */
    Register ask(Routine r, Request request, int page) {
        Register answer = r.register("answer", 1);
        r.routine(
                "send_" + request.name().toLowerCase(Locale.ROOT),
                () -> {
                    send(r, request, page, true);
                    r.doUntil(() -> {
                        r.awaitIpi();
                        r.assign(answer, r.load(reply(r.core()), ACQUIRE));
                        return answer.isNotEqualTo(0);
                    });
                    r.store(reply(r.core()), 0, RELEASE);
                });
        return answer;
    }

    private int worker() {
        return cast.worker(kernel)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "nobody serves messages to " + kernel.shortName()));
    }

    /** What the serving thread does for ever. The programs of those who ask must be built first. */
    void serve(Routine r, BiConsumer<Request, Integer> handle) {
        serve(r, true, handle);
    }

    /**
     * The same.
     *
     * @param rings whether an answer is followed by an interrupt; it is a mistake if not
     */
    void serve(Routine r, boolean rings, BiConsumer<Request, Integer> handle) {
        r.loop(() -> {
            r.awaitIpi();
            if (looksOnce) {
                clients().forEach(client -> serve(r, client, rings, handle));
                return;
            }
            // An interrupt may have been taken while an answer was awaited: look until there is
            // nothing left.
            Register served = r.register("served", 1);
            r.doUntil(() -> {
                r.assign(served, 0);
                clients()
                        .forEach(client ->
                                r.assign(served, served.or(serve(r, client, rings, handle))));
                return served.isEqualTo(0);
            });
        });
    }

    private List<Integer> clients() {
        return sent.stream().map(Sent::client).distinct().toList();
    }

    /**
     * Serves a client's request if there is one.
     *
     * @return 1 if there was
     */
    private Value serve(Routine r, int client, boolean rings, BiConsumer<Request, Integer> handle) {
        Register request = r.load(request(client), ACQUIRE);
        for (Sent each : List.copyOf(sent)) {
            if (each.client == client) {
                r.when(request.isEqualTo(each.code), () -> serve(r, each, rings, handle));
            }
        }
        return request.apply(Operator.NOT_EQUAL, Value.constant(0));
    }

    private void serve(Routine r, Sent asked, boolean rings, BiConsumer<Request, Integer> handle) {
        r.store(request(asked.client), 0, RELEASE);
        handle.accept(Request.values()[(asked.code - 1) / pages], (asked.code - 1) % pages);
        if (asked.isAnswered) {
            answer(r, asked.client, rings);
        }
    }

    private void answer(Routine r, int client, boolean rings) {
        r.tagNextStep(Tags.MESSAGE);
        r.store(reply(client), 1, RELEASE);
        if (rings) {
            r.sendIpi(Value.constant(client));
        }
    }
}

package dev.fracas.model.kernel.messaging;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.List;

/**
 * The memory of a {@link MessageRing}, in the receiver's kernel, and what properties know of it.
 *
 * <p>The kernel's indices are 64 bits wide. Here they count modulo a power of two that is large
 * enough to tell a ring that is full, with every sender waiting, from one that is empty.
 */
public final class RingWords {
    private final int slots;
    private final int indexBits;
    private final int codeBits;
    private final int clientBits;

    /**
     * Bits by which a sender numbers its messages, so that properties can tell them apart: of one
     * sender there are never more under way than slots, and the one that waits for room.
     */
    private final int numberBits;

    private final long numbers;

    private final Word head;

    private final Word tail;

    /** Whether a slot's message is complete. */
    final WordArray ready;

    /**
     * A slot's message: its code, behind it the sender and the message's number among the sender's.
     */
    final WordArray message;

    /** Messages that each core has put in, and of each core those that were taken out. */
    public final WordArray put;

    public final WordArray taken;

    /** Whether a slot's message has been written and not taken. */
    private final WordArray occupied;

    public final Word deliveredWrongly;
    public final Word deliveredOutOfOrder;
    public final Word overwritten;

    /**
     * @param slots a power of two, at least 2
     * @param indexBits how wide the indices are
     */
    RingWords(Threads threads, Isa kernel, Messages<?> messages, int slots, int indexBits) {
        if (slots < 2 || Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException("a ring has 2, 4, 8 ... slots, got " + slots);
        }
        this.slots = slots;
        this.indexBits = indexBits;
        codeBits = messages.bits();
        clientBits = WordArray.bitsFor(threads.programs() - 1L);
        numberBits = WordArray.bitsFor(slots + 1L);
        numbers = WordArray.mask(numberBits);
        boolean atRemote = kernel == Isa.AARCH64;
        String window = kernel.shortName() + " window";
        head = place(Word.named(window + " head").bits(indexBits), atRemote);
        tail = place(Word.named(window + " tail").bits(indexBits), atRemote);
        ready = place(WordArray.named(window + " ready", slots).bits(1), atRemote);
        message =
                place(
                        WordArray.named(window + " payload", slots)
                                .bits(codeBits + clientBits + numberBits),
                        atRemote);
        put = WordArray.ghost(window + " put", threads.programs(), numberBits);
        taken = WordArray.ghost(window + " taken", threads.programs(), numberBits);
        occupied = WordArray.ghost(window + " occupied", slots, 1);
        deliveredWrongly = Word.ghost(window + " delivered wrongly", 1);
        deliveredOutOfOrder = Word.ghost(window + " delivered out of order", 1);
        overwritten = Word.ghost(window + " overwritten", 1);
    }

    private static Word place(Word word, boolean atRemote) {
        return atRemote ? word.remote() : word;
    }

    private static WordArray place(WordArray words, boolean atRemote) {
        return atRemote ? words.remoteFrom(0) : words;
    }

    /** Index bits that tell full from empty while each program has a ticket. */
    static int bitsOfIndex(Threads threads, int slots) {
        return WordArray.bitsFor(slots + threads.programs());
    }

    /** The next ticket that will be drawn. */
    public Word head() {
        return head;
    }

    /** The next ticket whose message will be taken. */
    public Word tail() {
        return tail;
    }

    /** The slot of a ticket. */
    Value slot(Register ticket) {
        return ticket.and(slots - 1L);
    }

    /** How many tickets before this one have not been taken. */
    public Value ahead(Register ticket, Register tailNow) {
        return ticket.minus(tailNow).and(WordArray.mask(indexBits));
    }

    /** The word of a message, with the number that it has among those of its sender. */
    Value word(int client, int code) {
        Value number = Value.current(put.at(client));
        return number.shiftLeft(codeBits + clientBits).or(withoutNumber(client, code));
    }

    private long withoutNumber(int client, int code) {
        return (long) client << codeBits | code;
    }

    /** The word is such a message of that client's. */
    Condition is(Register word, int client, int code) {
        return word.and(WordArray.mask(codeBits + clientBits))
                .isEqualTo(withoutNumber(client, code));
    }

    // ---- what properties know

    /** The step just emitted has written a message into the slot. */
    void hasPut(Routine r, Value slot) {
        Register before = r.ghostLoad(occupied.at(slot));
        r.when(before.isNotEqualTo(0), () -> r.ghostStore(overwritten, 1));
        r.ghostStore(occupied.at(slot), 1);
        Register count = r.ghostLoad(put.at(r.core()));
        r.ghostStore(put.at(r.core()), count.plus(1));
    }

    /** The step just emitted has taken that word out of the slot. */
    void hasTaken(Routine r, Value slot, Register word, List<Integer> clients) {
        r.ghostStore(occupied.at(slot), 0);
        Label done = r.label("");
        for (int client : clients) {
            Condition isFrom =
                    word.and(WordArray.mask(codeBits)).isNotEqualTo(0).and(isFrom(word, client));
            r.when(
                    isFrom,
                    () -> {
                        hasTaken(r, word, client);
                        r.gotoLabel(done);
                    });
        }
        r.ghostStore(deliveredWrongly, 1);
        r.place(done);
    }

    private Condition isFrom(Register word, int client) {
        return word.shiftRight(codeBits).and(WordArray.mask(clientBits)).isEqualTo(client);
    }

    private void hasTaken(Routine r, Register word, int client) {
        Register before = r.ghostLoad(taken.at(client));
        Register all = r.ghostLoad(put.at(client));
        Value skipped = word.shiftRight(codeBits + clientBits).minus(before).and(numbers);
        Value undelivered = all.minus(before).and(numbers);
        r.whenElse(
                skipped.isLessThan(undelivered),
                () -> {
                    r.when(skipped.isNotEqualTo(0), () -> r.ghostStore(deliveredOutOfOrder, 1));
                    r.ghostStore(taken.at(client), before.plus(1));
                },
                () -> r.ghostStore(deliveredWrongly, 1));
    }
}

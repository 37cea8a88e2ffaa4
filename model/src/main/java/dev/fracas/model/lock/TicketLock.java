package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.FIRST_COME_FIRST_SERVED;
import static dev.fracas.spec.lock.LockProperties.MUTUAL_EXCLUSION;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;

/**
 * Ticket spinlock: first come, first served. A core draws the next ticket and waits until the
 * owner's number is its own.
 *
 * <p>The two numbers lie in one cache line, as in the kernel, where they have 16 bits each. Here
 * they have just enough to tell the tickets of all cores apart, so that they wrap, as the kernel's
 * do.
 */
public sealed class TicketLock implements LockProtocol {
    private final Word next;
    private final Word owner;

    public TicketLock(int cores) {
        int bits = WordArray.bitsFor(cores - 1L);
        next = Word.named("next").bits(bits).inLine("ticket lock");
        owner = Word.named("owner").bits(bits).inLine("ticket lock");
    }

    @Override
    public void acquire(Routine r) {
        Register ticket = draw(r);
        r.event(JOINS_QUEUE);
        r.await(owner, equalTo(ticket), ACQUIRE);
    }

    Register draw(Routine r) {
        return r.fetchAndAdd(next, 1, ACQUIRE);
    }

    @Override
    public void release(Routine r) {
        r.store(owner, following(r), RELEASE);
    }

    /** The number to be served next: only the owner changes it. */
    Value following(Routine r) {
        return r.load(owner, RELAXED).plus(1);
    }

    @Override
    public boolean isFirstComeFirstServed() {
        return true;
    }

    private static final class TornTicket extends TicketLock {
        TornTicket(int cores) {
            super(cores);
        }

        @Override
        Register draw(Routine r) {
            Register ticket = r.load(super.next, RELAXED);
            r.store(super.next, ticket.plus(1), RELAXED);
            return ticket;
        }
    }

    private static final class ServesNextComer extends TicketLock {
        ServesNextComer(int cores) {
            super(cores);
        }

        @Override
        Value following(Routine r) {
            return r.load(super.next, RELAXED);
        }
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "ticket",
                        "Ticket spinlock: first come, first served",
                        source(LINUX, "arch/arm/include/asm/spinlock.h"),
                        d -> new TicketLock(d.cores().size()))
                .defect(
                        "ticket-torn",
                        "draws a ticket with a load and a store instead of a fetch-and-add",
                        MUTUAL_EXCLUSION,
                        on("x86,arm", 1),
                        d -> new TornTicket(d.cores().size()))
                .defect(
                        "ticket-next-comer",
                        "unlock serves the ticket that is drawn next, which is right while nobody"
                                + " waits",
                        FIRST_COME_FIRST_SERVED,
                        on("x86,arm", 2),
                        d -> new ServesNextComer(d.cores().size()))
                .build();
    }
}

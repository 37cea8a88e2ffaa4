package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.mechanism.MachineDescription.ENDLESS;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.FAILED_TRY_KEEPS_NOBODY_OUT;

import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.lock.use.TryUse;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import java.util.List;

/**
 * The ticket spinlock of Linux 5.2 on 32-bit Arm, with its {@code arch_spin_trylock}: both numbers
 * are halves of one word, so that a try can draw a ticket on condition that it would be served at
 * once. A ticket once drawn cannot be given back.
 *
 * <p>The numbers tell one ticket more apart than there are cores: a core that holds the lock may
 * try it while all others wait. The kernel's load- and store-exclusive loops are a fetch-and-add
 * and a compare-and-swap here.
 */
public sealed class TicketTryLock implements LockProtocol {
    private final int half;
    private final Word slock;
    private final Address owner;

    public TicketTryLock(int cores) {
        half = WordArray.bitsFor(cores);
        slock = Word.named("slock").bits(2 * half);
        owner = slock.field("owner", 0, half);
    }

    /** {@code arch_spin_lock}. */
    @Override
    public void acquire(Routine r) {
        Register before = r.fetchAndAdd(slock, 1L << half, ACQUIRE);
        r.event(JOINS_QUEUE);
        r.when(
                isTaken(before),
                () -> r.noted(SLOW_PATH, () -> r.await(owner, equalTo(nextIn(before)), ACQUIRE)));
    }

    /** {@code arch_spin_trylock}. */
    Condition tryAcquire(Routine r) {
        Register got = r.local("got", 1);
        Register seen = r.load(slock, RELAXED);
        r.assign(got, 0);
        r.when(
                isTaken(seen).not(),
                () -> {
                    Register was = r.compareAndSwap(slock, seen, seen.plus(1L << half), ACQUIRE);
                    r.assign(got, was.isEqualTo(seen).value());
                });
        return got.isNotEqualTo(0);
    }

    /** {@code arch_spin_unlock}. */
    @Override
    public void release(Routine r) {
        r.store(owner, r.load(owner, RELAXED).plus(1), RELEASE);
    }

    private Condition isTaken(Register word) {
        return nextIn(word).isNotEqualTo(word.and((1L << half) - 1));
    }

    private Value nextIn(Register word) {
        return word.apply(Operator.SHIFT_RIGHT, Value.constant(half));
    }

    @Override
    public List<LockUse> uses() {
        return List.of(
                new ExclusiveUse(this::acquire, this::release),
                TryUse.toWrite(this::tryAcquire, this::release));
    }

    @Override
    public boolean isFirstComeFirstServed() {
        return true;
    }

    private static final class DrawsFirst extends TicketTryLock {
        DrawsFirst(int cores) {
            super(cores);
        }

        @Override
        Condition tryAcquire(Routine r) {
            return super.isTaken(r.fetchAndAdd(super.slock, 1L << super.half, ACQUIRE)).not();
        }
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "ticket-trylock",
                        "Ticket spinlock in one word, for cores that wait and cores that only try",
                        source(LINUX, "arch/arm/include/asm/spinlock.h, arch_spin_trylock"),
                        d -> new TicketTryLock(d.cores().size()))
                .withSlowPath()
                .defect(
                        "ticket-trylock-draws-first",
                        "a try draws a ticket, and leaves it undone when it is not served at once",
                        FAILED_TRY_KEEPS_NOBODY_OUT,
                        on("x86,arm", ENDLESS),
                        d -> new DrawsFirst(d.cores().size()))
                .build();
    }
}

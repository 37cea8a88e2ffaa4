package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.mechanism.MachineDescription.ENDLESS;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.bitsClear;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.model.program.Test.notEqualTo;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.MUTUAL_EXCLUSION;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;

import dev.fracas.model.program.Address;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;

/**
 * The queued spinlock of Linux 5.2. The lock word has three fields: <em>locked</em>,
 * <em>pending</em>, and <em>tail</em>, the CPU number plus one of the last core in an MCS queue.
 * The first waiter sets pending and spins on the word; further waiters queue, and the head of the
 * queue waits until the word shows neither holder nor pending waiter.
 *
 * <p>Every access is one of the kernel's: whole-word where the kernel uses {@code val}, by field
 * where it stores a byte or a halfword. Where a field is a byte in the kernel, of which it uses one
 * bit, here it is that bit.
 *
 * <p>Left out: the nesting level in the tail and in {@code qnodes}, since nothing here is
 * interrupted; the paravirtual variants; the prefetch of the next node.
 */
public sealed class QueuedSpinLock implements LockProtocol {
    private static final long LOCKED = 1;
    private static final long PENDING = 2;
    private static final int TAIL_SHIFT = 2;

    private final CpuNumbers numbers;
    private final Word lock;
    private final Address locked;
    private final Address pending;
    private final Address lockedPending;
    private final Address tail;
    private final WordArray nodeNext;
    private final WordArray nodeLocked;

    public QueuedSpinLock(int cores) {
        this(Word.named("lock"), CpuNumbers.unique(cores));
    }

    /**
     * @param word the lock word, whose width is set here
     * @param numbers what the cores write into the tail
     */
    QueuedSpinLock(Word word, CpuNumbers numbers) {
        this.numbers = numbers;
        int cores = numbers.numberOf().size();
        int tailBits = WordArray.bitsFor(numbers.count());
        lock = word.bits(TAIL_SHIFT + tailBits);
        locked = lock.field("locked", 0, 1);
        pending = lock.field("pending", 1, 1);
        lockedPending = lock.field("locked_pending", 0, 2);
        tail = lock.field("tail", TAIL_SHIFT, tailBits);
        int pointer = WordArray.bitsFor(cores);
        nodeNext = WordArray.named("qnode.next", cores).bits(pointer).perCore().inLine("qnode");
        nodeLocked = WordArray.named("qnode.locked", cores).bits(1).perCore().inLine("qnode");
    }

    @Override
    public void acquire(Routine r) {
        r.locking(() ->
                r.routine(
                        "queued_spin_lock",
                        () -> {
                            Register val = r.local("val", lock.array().bits());
                            r.assign(val, r.compareAndSwap(lock, 0, LOCKED, ACQUIRE));
                            r.when(
                                    val.isNotEqualTo(0),
                                    () ->
                                            r.routine(
                                                    "queued_spin_lock_slowpath",
                                                    () ->
                                                            r.noted(
                                                                    SLOW_PATH,
                                                                    () -> slowpath(r, val))));
                        }));
    }

    void slowpath(Routine r, Register val) {
        Label queue = r.label("queue");
        Label done = r.label("");
        // Wait for a hand-over from pending to locked. The kernel rechecks a bounded number of
        // times; once will do here, since that look may come at any later moment, and those before
        // it leave nothing behind.
        r.when(val.isEqualTo(PENDING), () -> r.assign(val, r.load(lock, RELAXED)));
        r.gotoWhen(val.and(~LOCKED).isNotEqualTo(0), queue);
        fetchSetPending(r, val);
        r.when(
                val.and(~LOCKED).isNotEqualTo(0),
                () -> {
                    r.when(val.and(PENDING).isEqualTo(0), () -> r.store(pending, 0, RELAXED));
                    r.gotoLabel(queue);
                });
        r.event(JOINS_QUEUE);
        r.when(val.and(LOCKED).isNotEqualTo(0), () -> r.await(lock, bitsClear(LOCKED), ACQUIRE));
        clearPendingSetLocked(r);
        r.gotoLabel(done);
        r.place(queue);
        queue(r, done);
        r.place(done);
    }

    /**
     * {@code queued_fetch_set_pending_acquire}: one {@code fetch_or} on Arm; on x86 {@code lock
     * btsl}, which tells the old pending bit only, and a look at the rest of the word.
     */
    private void fetchSetPending(Routine r, Register val) {
        if (r.isa() == Isa.X86_64) {
            Register old = r.fetchAnd(Operator.OR, pending, Value.constant(1), ACQUIRE);
            Register rest = r.load(lock, RELAXED);
            r.assign(val, rest.and(~PENDING).or(old.times(PENDING)));
        } else {
            r.assign(val, r.fetchAndOr(lock, PENDING, ACQUIRE));
        }
    }

    /** {@code clear_pending_set_locked}: one store to the halfword of both. */
    void clearPendingSetLocked(Routine r) {
        r.store(lockedPending, LOCKED, RELAXED);
    }

    /** From the label {@code queue} of the kernel's function on. */
    private void queue(Routine r, Label done) {
        int me = r.core();
        r.store(nodeLocked.at(me), 0, RELAXED);
        r.store(nodeNext.at(me), 0, RELAXED);
        r.routine(
                "queued_spin_trylock",
                () ->
                        r.when(
                                r.load(lock, RELAXED).isEqualTo(0),
                                () -> {
                                    Register was = r.compareAndSwap(lock, 0, LOCKED, ACQUIRE);
                                    r.gotoWhen(was.isEqualTo(0), done);
                                }));
        // Here stands smp_wmb(): the node is initialized before it is published. Under SC and TSO
        // stores stay in order by themselves.
        Register old = exchangeTail(r, numbers.numberOf().get(me) + 1L);
        r.event(JOINS_QUEUE);
        Register next = r.local("successor", nodeNext.bits());
        r.assign(next, 0);
        r.when(
                old.isNotEqualTo(0),
                () -> {
                    Value prev = numbers.coreOf(me, old.minus(1));
                    r.store(nodeNext.at(prev), me + 1L, RELAXED);
                    r.await(nodeLocked.at(me), notEqualTo(0), ACQUIRE);
                    r.assign(next, r.load(nodeNext.at(me), RELAXED));
                });
        Register val = r.await(lock, bitsClear(headWaitsFor()), ACQUIRE);
        long alone = (numbers.numberOf().get(me) + 1L) << TAIL_SHIFT;
        r.when(
                val.and(-1L << TAIL_SHIFT).isEqualTo(alone),
                () -> {
                    Register was = r.compareAndSwap(lock, alone, LOCKED, RELAXED);
                    r.gotoWhen(was.isEqualTo(alone), done);
                });
        r.store(locked, 1, RELAXED);
        r.when(
                next.isEqualTo(0),
                () -> r.assign(next, r.await(nodeNext.at(me), notEqualTo(0), RELAXED)));
        r.store(nodeLocked.at(next.minus(1)), 1, RELEASE);
    }

    /** {@code xchg_tail}: on the tail's halfword alone, as with fewer than 16384 CPUs. */
    Register exchangeTail(Routine r, long mine) {
        return r.swap(tail, Value.constant(mine), RELAXED);
    }

    /** The bits that the head of the queue waits to see clear. */
    long headWaitsFor() {
        return LOCKED | PENDING;
    }

    /** {@code queued_spin_trylock}: looks first, so that in vain it only reads. */
    public final Condition tryAcquire(Routine r) {
        Register got = r.local("got", 1);
        r.routine(
                "queued_spin_trylock",
                () -> {
                    r.assign(got, 0);
                    r.when(
                            r.load(lock, RELAXED).isEqualTo(0),
                            () -> {
                                Register was = r.compareAndSwap(lock, 0, LOCKED, ACQUIRE);
                                r.assign(got, was.isEqualTo(0).value());
                            });
                });
        return got.isNotEqualTo(0);
    }

    /** The lock word. */
    final Word word() {
        return lock;
    }

    @Override
    public void release(Routine r) {
        r.locking(() -> r.routine("queued_spin_unlock", () -> r.store(locked, 0, RELEASE)));
    }

    @Override
    public boolean isFirstComeFirstServed() {
        return true;
    }

    private static final class EarlyPending extends QueuedSpinLock {
        EarlyPending(int cores) {
            super(cores);
        }

        @Override
        void clearPendingSetLocked(Routine r) {
            r.store(super.pending, 0, RELAXED);
            r.store(super.locked, 1, RELAXED);
        }
    }

    private static final class TornTail extends QueuedSpinLock {
        TornTail(int cores) {
            super(cores);
        }

        @Override
        Register exchangeTail(Routine r, long mine) {
            Register old = r.load(super.tail, RELAXED);
            r.store(super.tail, mine, RELAXED);
            return old;
        }
    }

    private static final class HeadIgnoresPending extends QueuedSpinLock {
        HeadIgnoresPending(int cores) {
            super(cores);
        }

        @Override
        long headWaitsFor() {
            return LOCKED;
        }
    }

    private static final class VirtSpin extends QueuedSpinLock {
        VirtSpin(int cores) {
            super(cores);
        }

        @Override
        void slowpath(Routine r, Register val) {
            r.doUntil(() -> {
                r.await(super.lock, equalTo(0), RELAXED);
                return r.compareAndSwap(super.lock, 0, LOCKED, ACQUIRE).isEqualTo(0);
            });
        }
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "qspinlock",
                        "Linux queued spinlock: pending bit, then an MCS queue",
                        source(LINUX, "kernel/locking/qspinlock.c"),
                        d -> new QueuedSpinLock(d.cores().size()))
                .withSlowPath()
                .defect(
                        "qspinlock-early-pending",
                        "clears pending before it sets locked, with a store for each",
                        MUTUAL_EXCLUSION,
                        on("x86,arm", 2),
                        d -> new EarlyPending(d.cores().size()))
                .defect(
                        "qspinlock-torn-tail",
                        "exchanges the tail with a load and a store",
                        NO_DEADLOCK,
                        on("x86,arm", 2),
                        d -> new TornTail(d.cores().size()))
                .defect(
                        "qspinlock-head-ignores-pending",
                        "the head of the queue waits for the holder only, not for the pending"
                                + " waiter",
                        MUTUAL_EXCLUSION,
                        on("x86,arm", 2),
                        d -> new HeadIgnoresPending(d.cores().size()))
                .defect(
                        "qspinlock-virt-spin",
                        "the slow path is virt_spin_lock, what guests without paravirtual locks"
                                + " use",
                        EVERY_WAITER_GETS_IN,
                        on("x86,arm", ENDLESS),
                        d -> new VirtSpin(d.cores().size()))
                .build();
    }
}

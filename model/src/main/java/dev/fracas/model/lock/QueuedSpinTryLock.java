package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.MUTUAL_EXCLUSION;
import static dev.fracas.spec.lock.LockProperties.TRY_FAILS;
import static dev.fracas.spec.lock.LockProperties.TRY_SUCCEEDS;

import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.lock.use.TryUse;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import java.util.List;

/**
 * The queued spinlock of Linux 5.2 with {@code queued_spin_trylock} beside the lock that waits: a
 * try takes the whole word from 0, so that it passes no waiter, and looks before that.
 */
public sealed class QueuedSpinTryLock implements LockProtocol {
    private static final long LOCKED = 1;

    private final QueuedSpinLock spin;

    public QueuedSpinTryLock(int cores) {
        spin = new QueuedSpinLock(cores);
    }

    @Override
    public void acquire(Routine r) {
        r.borrowed(() -> spin.acquire(r));
    }

    Condition tryAcquire(Routine r) {
        return spin.tryAcquire(r);
    }

    @Override
    public void release(Routine r) {
        r.borrowed(() -> spin.release(r));
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

    private static final class LooksAndStores extends QueuedSpinTryLock {
        LooksAndStores(int cores) {
            super(cores);
        }

        @Override
        Condition tryAcquire(Routine r) {
            Register seen = r.load(super.spin.word(), RELAXED);
            r.when(seen.isEqualTo(0), () -> r.store(super.spin.word(), LOCKED, RELAXED));
            return seen.isEqualTo(0);
        }
    }

    private static final class LooksInverted extends QueuedSpinTryLock {
        LooksInverted(int cores) {
            super(cores);
        }

        @Override
        Condition tryAcquire(Routine r) {
            Register got = r.local("got", 1);
            Register seen = r.load(super.spin.word(), RELAXED);
            r.assign(got, 0);
            r.when(
                    seen.isNotEqualTo(0),
                    () -> {
                        Register was = r.compareAndSwap(super.spin.word(), 0, LOCKED, ACQUIRE);
                        r.assign(got, was.isEqualTo(0).value());
                    });
            return got.isNotEqualTo(0);
        }
    }

    private static final class WaitsInstead extends QueuedSpinTryLock {
        WaitsInstead(int cores) {
            super(cores);
        }

        @Override
        Condition tryAcquire(Routine r) {
            r.doUntil(() -> {
                r.await(super.spin.word(), equalTo(0), RELAXED);
                return super.tryAcquire(r);
            });
            return new Condition(Value.constant(1));
        }
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "qspinlock-trylock",
                        "Linux queued spinlock, for cores that wait and cores that only try",
                        source(LINUX, "include/asm-generic/qspinlock.h"),
                        d -> new QueuedSpinTryLock(d.cores().size()))
                .withSlowPath()
                .defect(
                        "qspinlock-trylock-stores",
                        "a try that has seen the lock free takes it with a store",
                        MUTUAL_EXCLUSION,
                        on("x86,arm", 1),
                        d -> new LooksAndStores(d.cores().size()))
                .defect(
                        "qspinlock-trylock-inverted",
                        "a try goes for the lock only where it has seen that taken",
                        TRY_SUCCEEDS,
                        on("x86", 1),
                        d -> new LooksInverted(d.cores().size()))
                .defect(
                        "qspinlock-trylock-waits",
                        "a try waits until the lock is free, and never fails",
                        TRY_FAILS,
                        on("x86,arm", 1),
                        d -> new WaitsInstead(d.cores().size()))
                .build();
    }
}

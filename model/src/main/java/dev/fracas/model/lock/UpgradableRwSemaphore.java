package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.READ_HOLDS_AFTER_UPGRADE;
import static dev.fracas.spec.lock.LockProperties.UPGRADE_SUCCEEDS;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;

import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.lock.use.UpgradeUse;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import java.util.List;

/**
 * A reader-writer semaphore whose only reader can become its writer, as FreeBSD's {@code
 * rw_try_upgrade} does; Linux has no such thing, and its callers take the lock anew and look again.
 * Where another reader is inside the upgrade fails: of two that waited for each other to leave,
 * neither would.
 */
public sealed class UpgradableRwSemaphore implements SharedLockProtocol {
    private static final long READER = 1;

    private final RwSemaphore semaphore;

    public UpgradableRwSemaphore(int cores) {
        semaphore = new RwSemaphore(cores);
    }

    @Override
    public void acquireShared(Routine r) {
        r.borrowed(() -> semaphore.acquireShared(r));
    }

    @Override
    public void releaseShared(Routine r) {
        r.borrowed(() -> semaphore.releaseShared(r));
    }

    @Override
    public void acquire(Routine r) {
        r.borrowed(() -> semaphore.acquire(r));
    }

    @Override
    public void release(Routine r) {
        r.borrowed(() -> semaphore.release(r));
    }

    /** {@code rw_try_upgrade}: one reader, and that is this core. */
    Condition tryUpgrade(Routine r) {
        return takeFrom(r, READER);
    }

    final Condition takeFrom(Routine r, long expected) {
        return r.compareAndSwap(semaphore.count(), expected, semaphore.writer(), ACQUIRE)
                .isEqualTo(expected);
    }

    @Override
    public List<LockUse> uses() {
        return List.of(
                new ExclusiveUse(this::acquire, this::release),
                new UpgradeUse(
                        this::acquireShared, this::releaseShared, this::tryUpgrade, this::release));
    }

    private static final class LetsGo extends UpgradableRwSemaphore {
        LetsGo(int cores) {
            super(cores);
        }

        @Override
        Condition tryUpgrade(Routine r) {
            releaseShared(r);
            acquire(r);
            return new Condition(Value.constant(1));
        }
    }

    private static final class WaitsForReaders extends UpgradableRwSemaphore {
        WaitsForReaders(int cores) {
            super(cores);
        }

        @Override
        Condition tryUpgrade(Routine r) {
            r.doUntil(() -> {
                r.await(super.semaphore.count(), equalTo(READER), RELAXED);
                return super.tryUpgrade(r);
            });
            return new Condition(Value.constant(1));
        }
    }

    private static final class ForgetsItself extends UpgradableRwSemaphore {
        ForgetsItself(int cores) {
            super(cores);
        }

        @Override
        Condition tryUpgrade(Routine r) {
            return takeFrom(r, 0);
        }
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "rwsem-upgrade",
                        "Reader-writer semaphore whose only reader can become the writer",
                        source("FreeBSD 12", "sys/kern/kern_rwlock.c, rw_try_upgrade"),
                        d -> new UpgradableRwSemaphore(d.cores().size()))
                .withSlowPath()
                .lacks(
                        EVERY_WAITER_GETS_IN,
                        d -> d.cores().size() > 1,
                        "nobody queues, and others can come first each time")
                .defect(
                        "rwsem-upgrade-lets-go",
                        "a reader releases and becomes the writer after that",
                        READ_HOLDS_AFTER_UPGRADE,
                        on("x86,arm", 1),
                        d -> new LetsGo(d.cores().size()))
                .defect(
                        "rwsem-upgrade-waits-for-readers",
                        "an upgrade waits until the other readers have left",
                        NO_DEADLOCK,
                        on("x86,arm", 1),
                        d -> new WaitsForReaders(d.cores().size()))
                .defect(
                        "rwsem-upgrade-forgets-itself",
                        "an upgrade expects that nobody reads, not even the core itself",
                        UPGRADE_SUCCEEDS,
                        on("x86", 1),
                        d -> new ForgetsItself(d.cores().size()))
                .build();
    }
}

package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.bitsClear;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.EVERY_TRY_RETURNS;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.FAILED_TRY_KEEPS_NOBODY_OUT;
import static dev.fracas.spec.lock.LockProperties.READER_WRITER_EXCLUSION;
import static dev.fracas.spec.lock.LockProperties.WRITTEN_HOLDS_AFTER_DOWNGRADE;

import dev.fracas.model.lock.use.DowngradeUse;
import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.lock.use.SharedUse;
import dev.fracas.model.lock.use.TryUse;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import java.util.List;

/**
 * The count of Linux 5.2's reader-writer semaphore, with {@code down_read_trylock} and {@code
 * downgrade_write}: how many are active, and above that one bit that a writer sets with itself,
 * where the kernel's count turns negative by {@code RWSEM_WAITING_BIAS}.
 *
 * <p>Whoever has to wait spins here, as the kernel's optimistic spinners do, and does not queue; so
 * nobody is served in order.
 */
public sealed class RwSemaphore implements SharedLockProtocol {
    private static final long READER = 1;

    private final long writing;
    private final Word count;

    public RwSemaphore(int cores) {
        int active = WordArray.bitsFor(cores);
        writing = 1L << active;
        count = Word.named("count").bits(active + 1);
    }

    /** The count. */
    final Word count() {
        return count;
    }

    /** What a writer adds: {@code RWSEM_ACTIVE_WRITE_BIAS}. */
    final long writer() {
        return writing + 1;
    }

    /** {@code __down_read}. */
    @Override
    public void acquireShared(Routine r) {
        r.routine(
                "down_read",
                () ->
                        r.doUntil(() -> {
                            Register before = r.fetchAndAdd(count, READER, ACQUIRE);
                            Register failed = r.local("failed", 1);
                            r.assign(failed, before.and(writing).isNotEqualTo(0).value());
                            r.when(failed.isNotEqualTo(0), () -> standBack(r));
                            return failed.isEqualTo(0);
                        }));
    }

    private void standBack(Routine r) {
        r.noted(
                SLOW_PATH,
                () -> {
                    subtract(r, READER, RELAXED);
                    r.await(count, bitsClear(writing), RELAXED);
                });
    }

    private void subtract(Routine r, long operand, MemoryOrder order) {
        r.fetchAnd(Operator.SUBTRACT, count, Value.constant(operand), order);
    }

    /**
     * {@code __down_read_trylock}: again while no writer is there, since other readers may come.
     */
    Condition tryAcquireShared(Routine r) {
        Register got = r.local("got", 1);
        r.routine(
                "down_read_trylock",
                () ->
                        r.doUntil(() -> {
                            Register seen = r.load(count, RELAXED);
                            Register over = r.local("over", 1);
                            r.assign(got, 0);
                            r.assign(over, seen.and(writing).isNotEqualTo(0).value());
                            r.when(
                                    over.isEqualTo(0),
                                    () -> {
                                        addIfUnchanged(r, seen, got);
                                        r.assign(over, got);
                                    });
                            return over.isNotEqualTo(0);
                        }));
        return got.isNotEqualTo(0);
    }

    void addIfUnchanged(Routine r, Register seen, Register got) {
        Register was = r.compareAndSwap(count, seen, seen.plus(READER), ACQUIRE);
        r.assign(got, was.isEqualTo(seen).value());
    }

    /** {@code __up_read}. */
    @Override
    public void releaseShared(Routine r) {
        r.routine("up_read", () -> subtract(r, READER, RELEASE));
    }

    /** {@code rwsem_try_write_lock_unqueued}, until it succeeds. */
    @Override
    public void acquire(Routine r) {
        r.routine(
                "down_write",
                () ->
                        r.doUntil(() -> {
                            Register was = r.compareAndSwap(count, 0, writer(), ACQUIRE);
                            r.when(
                                    was.isNotEqualTo(0),
                                    () ->
                                            r.noted(
                                                    SLOW_PATH,
                                                    () -> r.await(count, equalTo(0), RELAXED)));
                            return was.isEqualTo(0);
                        }));
    }

    /** {@code __up_write}. */
    @Override
    public void release(Routine r) {
        r.routine("up_write", () -> subtract(r, writer(), RELEASE));
    }

    /** {@code __downgrade_write}: the writer's bit goes, the writer stays as one that is active. */
    void downgrade(Routine r) {
        r.routine("downgrade_write", () -> subtract(r, writing, RELEASE));
    }

    @Override
    public List<LockUse> uses() {
        return List.of(
                new ExclusiveUse(this::acquire, this::release),
                new SharedUse(this::acquireShared, this::releaseShared),
                TryUse.toRead(this::tryAcquireShared, this::releaseShared),
                new DowngradeUse(this::acquire, this::downgrade, this::releaseShared));
    }

    private static final class TriesBlindly extends RwSemaphore {
        TriesBlindly(int cores) {
            super(cores);
        }

        @Override
        void addIfUnchanged(Routine r, Register seen, Register got) {
            r.fetchAndAdd(super.count, READER, ACQUIRE);
            r.assign(got, 1);
        }
    }

    private static final class LetsGo extends RwSemaphore {
        LetsGo(int cores) {
            super(cores);
        }

        @Override
        void downgrade(Routine r) {
            release(r);
            acquireShared(r);
        }
    }

    static LockMechanism mechanism() {
        String overtaken = "nobody queues, and others can come first each time";
        return LockMechanism.lock(
                        "rwsem",
                        "Linux reader-writer semaphore that spins: try to read, downgrade",
                        source(LINUX, "kernel/locking/rwsem.h"),
                        d -> new RwSemaphore(d.cores().size()))
                .withSlowPath()
                .lacks(EVERY_WAITER_GETS_IN, d -> d.cores().size() > 1, overtaken)
                .lacks(FAILED_TRY_KEEPS_NOBODY_OUT, d -> d.cores().size() > 1, overtaken)
                .lacks(
                        EVERY_TRY_RETURNS,
                        d -> d.cores().size() > 1,
                        "other readers can come between each look and its compare-and-swap")
                .defect(
                        "rwsem-tries-blindly",
                        "a try adds its reader without asking whether a writer came meanwhile",
                        READER_WRITER_EXCLUSION,
                        on("x86,arm", 1),
                        d -> new TriesBlindly(d.cores().size()))
                .defect(
                        "rwsem-downgrade-lets-go",
                        "a writer releases and becomes a reader after that",
                        WRITTEN_HOLDS_AFTER_DOWNGRADE,
                        on("x86,arm", 1),
                        d -> new LetsGo(d.cores().size()))
                .build();
    }
}

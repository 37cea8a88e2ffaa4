package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.bitsClear;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.READER_WRITER_EXCLUSION;

import dev.fracas.model.program.Address;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;

/**
 * The queued reader-writer lock of Linux 5.2: one word with a byte for the writer, a bit for a
 * waiting writer and a count of readers, and beside it a queued spinlock, on which those wait who
 * do not get in at once. Fair to both sides, since only the head of that queue waits on the word.
 *
 * <p>The writer's byte is one bit here. Readers in an interrupt, which do not queue, are left out.
 */
public sealed class QueuedReadWriteLock implements SharedLockProtocol {
    private static final long LOCKED = 1;
    private static final long WAITING = 2;
    private static final long WRITER_MASK = LOCKED | WAITING;
    private static final int READER_SHIFT = 2;
    private static final long READER_BIAS = 1L << READER_SHIFT;

    private final Word cnts;
    private final Address wlocked;
    private final Address writer;
    private final QueuedSpinLock waitLock;

    public QueuedReadWriteLock(int cores) {
        cnts = Word.named("cnts").bits(READER_SHIFT + WordArray.bitsFor(cores)).inLine("qrwlock");
        wlocked = cnts.field("wlocked", 0, 1);
        writer = cnts.field("writer", 0, 2);
        waitLock =
                new QueuedSpinLock(
                        Word.named("wait_lock").inLine("qrwlock"), CpuNumbers.unique(cores));
    }

    @Override
    public void acquireShared(Routine r) {
        r.routine(
                "queued_read_lock",
                () -> {
                    Register old = r.fetchAndAdd(cnts, READER_BIAS, ACQUIRE);
                    r.when(
                            old.and(WRITER_MASK).isNotEqualTo(0),
                            () ->
                                    r.routine(
                                            "queued_read_lock_slowpath",
                                            () -> r.noted(SLOW_PATH, () -> readSlowpath(r))));
                });
    }

    private void readSlowpath(Routine r) {
        r.fetchAnd(Operator.SUBTRACT, cnts, Value.constant(READER_BIAS), RELAXED);
        r.borrowed(() -> waitLock.acquire(r));
        r.fetchAndAdd(cnts, READER_BIAS, RELAXED);
        r.await(cnts, bitsClear(LOCKED), ACQUIRE);
        r.borrowed(() -> waitLock.release(r));
    }

    @Override
    public void releaseShared(Routine r) {
        r.routine(
                "queued_read_unlock",
                () -> r.fetchAnd(Operator.SUBTRACT, cnts, Value.constant(READER_BIAS), RELEASE));
    }

    @Override
    public void acquire(Routine r) {
        r.routine(
                "queued_write_lock",
                () ->
                        r.when(
                                takeIfFree(r).not(),
                                () ->
                                        r.routine(
                                                "queued_write_lock_slowpath",
                                                () -> r.noted(SLOW_PATH, () -> writeSlowpath(r)))));
    }

    /** The fast path: nobody reads, writes or waits. */
    Condition takeIfFree(Routine r) {
        return r.compareAndSwap(cnts, 0, LOCKED, ACQUIRE).isEqualTo(0);
    }

    private void writeSlowpath(Routine r) {
        r.borrowed(() -> waitLock.acquire(r));
        Label unlock = r.label("unlock");
        r.when(
                r.load(cnts, RELAXED).isEqualTo(0),
                () -> r.gotoWhen(r.compareAndSwap(cnts, 0, LOCKED, ACQUIRE).isEqualTo(0), unlock));
        r.fetchAndAdd(cnts, WAITING, RELAXED);
        takeWhenDrained(r);
        r.place(unlock);
        r.borrowed(() -> waitLock.release(r));
    }

    /** The waiting bit keeps new readers out; those inside leave one by one. */
    void takeWhenDrained(Routine r) {
        r.doUntil(() -> {
            r.await(cnts, equalTo(WAITING), ACQUIRE);
            return r.compareAndSwap(cnts, WAITING, LOCKED, RELAXED).isEqualTo(WAITING);
        });
    }

    @Override
    public void release(Routine r) {
        r.routine("queued_write_unlock", () -> r.store(wlocked, 0, RELEASE));
    }

    private static final class CountBeforeWriter extends QueuedReadWriteLock {
        CountBeforeWriter(int cores) {
            super(cores);
        }

        @Override
        Condition takeIfFree(Routine r) {
            Register old = r.load(super.cnts, RELAXED);
            r.when(old.isEqualTo(0), () -> r.store(super.wlocked, LOCKED, RELAXED));
            return old.isEqualTo(0);
        }
    }

    private static final class IgnoresReaders extends QueuedReadWriteLock {
        IgnoresReaders(int cores) {
            super(cores);
        }

        @Override
        void takeWhenDrained(Routine r) {
            r.await(super.cnts, bitsClear(LOCKED), ACQUIRE);
            r.store(super.writer, LOCKED, RELAXED);
        }
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "qrwlock",
                        "Linux queued reader-writer lock: fair to readers and writers",
                        source(LINUX, "kernel/locking/qrwlock.c"),
                        d -> new QueuedReadWriteLock(d.cores().size()))
                .withSlowPath()
                .defect(
                        "qrwlock-count-before-writer",
                        "a writer reads the count of readers before it sets the writer byte",
                        READER_WRITER_EXCLUSION,
                        on("x86,arm", 1),
                        d -> new CountBeforeWriter(d.cores().size()))
                .defect(
                        "qrwlock-ignores-readers",
                        "a waiting writer waits for the other writer only",
                        READER_WRITER_EXCLUSION,
                        on("x86,arm", 1),
                        d -> new IgnoresReaders(d.cores().size()))
                .build();
    }
}

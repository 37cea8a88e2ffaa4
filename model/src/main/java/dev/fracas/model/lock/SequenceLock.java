package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.Test.bitsClear;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.NO_TORN_PAIR;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;

import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.lock.use.OptimisticReadUse;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import java.util.List;

/**
 * The sequence lock of Linux 5.2: writers exclude each other with a queued spinlock and make the
 * sequence odd while they write; readers take no lock, and read again when the sequence was odd or
 * has changed.
 *
 * <p>The kernel's {@code smp_wmb} and {@code smp_rmb} around the protected accesses order stores
 * with stores and loads with loads, which SC and TSO do by themselves; they are no instructions
 * here.
 */
public sealed class SequenceLock implements LockProtocol {
    private final Word sequence;
    private final QueuedSpinLock spin;

    /**
     * @param writes how often the lock is written; the sequence has room for two steps of each. The
     *     kernel's has 32 bits, and is taken never to wrap under a reader's eyes.
     */
    public SequenceLock(int cores, int writes) {
        sequence = Word.named("sequence").bits(WordArray.bitsFor(2L * writes)).inLine("seqlock");
        spin = new QueuedSpinLock(Word.named("lock").inLine("seqlock"), CpuNumbers.unique(cores));
    }

    /** {@code write_seqlock}. */
    @Override
    public void acquire(Routine r) {
        r.borrowed(() -> spin.acquire(r));
        r.routine("write_seqcount_begin", () -> step(r));
    }

    /** {@code write_sequnlock}. */
    @Override
    public void release(Routine r) {
        r.routine("write_seqcount_end", () -> finishWriting(r));
        r.borrowed(() -> spin.release(r));
    }

    void finishWriting(Routine r) {
        step(r);
    }

    private void step(Routine r) {
        r.store(sequence, r.load(sequence, RELAXED).plus(1), RELAXED);
    }

    @Override
    public List<LockUse> uses() {
        return List.of(
                new ExclusiveUse(this::acquire, this::release), new OptimisticReadUse(this::read));
    }

    /** Runs {@code body} until nobody has written meanwhile. */
    final void read(Routine r, Runnable body) {
        r.doUntil(() -> {
            Register begin = r.local("begin", sequence.array().bits());
            r.routine(
                    "read_seqbegin",
                    () -> r.assign(begin, r.await(sequence, bitsClear(1), ACQUIRE)));
            body.run();
            return isUnchanged(r, begin);
        });
    }

    Condition isUnchanged(Routine r, Register begin) {
        Register now = r.local("now", sequence.array().bits());
        r.routine("read_seqretry", () -> r.assign(now, r.load(sequence, RELAXED)));
        return now.isEqualTo(begin);
    }

    private static final class NoSecondRead extends SequenceLock {
        NoSecondRead(int cores, int writes) {
            super(cores, writes);
        }

        @Override
        Condition isUnchanged(Routine r, Register begin) {
            return new Condition(Value.constant(1));
        }
    }

    private static final class StaysOdd extends SequenceLock {
        StaysOdd(int cores, int writes) {
            super(cores, writes);
        }

        @Override
        void finishWriting(Routine r) {}
    }

    private static int writes(MachineDescription d) {
        return d.isEndless() ? 1 : d.cores().size() * d.rounds();
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "seqlock",
                        "Linux sequence lock: readers take no lock and may have to read again",
                        source(LINUX, "include/linux/seqlock.h"),
                        d -> new SequenceLock(d.cores().size(), writes(d)))
                .withSlowPath()
                .lacks(
                        EVERY_WAITER_GETS_IN,
                        d -> d.cores().size() > 1,
                        "a reader has to read again each time that a writer comes between")
                .defect(
                        "seqlock-no-second-read",
                        "a reader accepts the pair without reading the sequence again",
                        NO_TORN_PAIR,
                        on("x86,arm", 1),
                        d -> new NoSecondRead(d.cores().size(), writes(d)))
                .defect(
                        "seqlock-stays-odd",
                        "a writer leaves the sequence odd",
                        NO_DEADLOCK,
                        on("x86,arm", 1),
                        d -> new StaysOdd(d.cores().size(), writes(d)))
                .build();
    }
}

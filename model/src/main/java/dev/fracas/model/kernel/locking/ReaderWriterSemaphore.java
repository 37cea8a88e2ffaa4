package dev.fracas.model.kernel.locking;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.bitsClear;
import static dev.fracas.model.program.Test.equalTo;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;

/**
 * A reader-writer semaphore, such as {@code mmap_sem}: bit 0 for the writer that has it or waits
 * for it, readers counted above it. Readers add themselves first and look then, as Linux 5.2's
 * {@code down_read} does with {@code RWSEM_READER_BIAS}, and make way for a writer that waits
 * ({@code RWSEM_FLAG_HANDOFF}). Whoever has to wait spins instead of sleeping.
 */
public final class ReaderWriterSemaphore {
    private static final long WRITER = 1;
    private static final long READER = 2;
    private static final int LEAST_BITS = 4;

    private final Word count;

    /**
     * A semaphore in that word.
     *
     * @param threads each core of which may be a reader
     */
    public ReaderWriterSemaphore(Word count, Threads threads) {
        long most = WRITER + READER * threads.programs();
        this.count = count.bits(Math.max(LEAST_BITS, WordArray.bitsFor(most)));
    }

    /** 0 while nobody has the semaphore or waits for it. */
    public Word word() {
        return count;
    }

    public void downRead(Routine r) {
        r.locking(() -> {
            Label again = r.here("");
            Condition failed = addReader(r);
            r.when(
                    failed,
                    () -> {
                        r.await(count, bitsClear(WRITER), RELAXED);
                        r.gotoLabel(again);
                    });
        });
    }

    private Condition addReader(Routine r) {
        Register before = r.fetchAndAdd(count, READER, ACQUIRE);
        Condition failed = before.and(WRITER).isNotEqualTo(0);
        r.when(failed, () -> r.fetchAndAdd(count, -READER, RELAXED));
        return failed;
    }

    /**
     * {@code down_read_trylock}. It looks first: a reader that tries again and again while a writer
     * waits must not add itself, even for a moment.
     *
     * @param failed where to go when a writer is there
     */
    public void tryDownRead(Routine r, Label failed) {
        Register seen = r.load(count, RELAXED);
        r.gotoWhen(seen.and(WRITER).isNotEqualTo(0), failed);
        r.gotoWhen(addReader(r), failed);
    }

    public void upRead(Routine r) {
        r.locking(() -> {
            r.fetchAndAdd(count, -READER, RELEASE);
        });
    }

    public void downWrite(Routine r) {
        r.locking(() -> {
            r.noted(
                    new AwaitsWriteLock(count),
                    () -> {
                        Label again = r.here("");
                        Register before = r.fetchAndOr(count, WRITER, ACQUIRE);
                        r.when(
                                before.and(WRITER).isNotEqualTo(0),
                                () -> {
                                    r.await(count, bitsClear(WRITER), RELAXED);
                                    r.gotoLabel(again);
                                });
                        r.await(count, equalTo(WRITER), ACQUIRE);
                    });
        });
    }

    public void upWrite(Routine r) {
        r.locking(() -> {
            r.fetchAndAnd(count, ~WRITER, RELEASE);
        });
    }
}

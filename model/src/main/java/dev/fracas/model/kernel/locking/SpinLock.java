package dev.fracas.model.kernel.locking;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;

/**
 * The byte of a spinlock that says whether it is held: taken by compare-and-swap, released by a
 * store, whoever does it. For locks that are released twice, which lets the next one in while
 * another is inside; the queue of waiters is left out. All other locks are {@link FairSpinLock}s.
 */
public final class SpinLock implements PageTableLock {
    private final Word word;

    public SpinLock(Word word) {
        this.word = word;
    }

    @Override
    public void lock(Routine r) {
        r.locking(() -> {
            Label again = r.here("");
            Register held = r.compareAndSwap(word, 0, 1, ACQUIRE);
            r.when(
                    held.isNotEqualTo(0),
                    () -> {
                        r.await(word, equalTo(0), RELAXED);
                        r.gotoLabel(again);
                    });
        });
    }

    @Override
    public void unlock(Routine r) {
        r.locking(() -> {
            r.store(word, 0, RELEASE);
        });
    }
}

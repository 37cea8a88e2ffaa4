package dev.fracas.model.kernel.locking;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;

/**
 * A spinlock that is handed over to a waiter, as the queued spinlock is: where a fault may be
 * retried again and again, a waiter must not be overtaken again and again. Whoever holds the lock
 * or waits for it has a bit in a word, which is 0 when the lock is free; whoever releases it hands
 * it to the next in the order of core numbers, instead of the order of arrival.
 */
public final class FairSpinLock implements PageTableLock {
    private final Word contenders;

    /** Whose turn it is: the number of a core and 1; 0 while nothing is handed over. */
    private final Word turn;

    /**
     * A lock in the origin's memory.
     *
     * @param threads whose cores contend for it
     */
    public FairSpinLock(String name, Threads threads) {
        this(Word.named(name), Word.named(name + " turn"), threads);
    }

    private FairSpinLock(Word contenders, Word turn, Threads threads) {
        this.contenders = contenders.bits(threads.maskBits());
        this.turn = turn.bits(WordArray.bitsFor(threads.maskBits()));
    }

    /** A lock in the remote kernel's memory. */
    public static FairSpinLock ofRemote(String name, Threads threads) {
        return new FairSpinLock(
                Word.named(name).remote(), Word.named(name + " turn").remote(), threads);
    }

    /** 0 while the lock is free. */
    public Word word() {
        return contenders;
    }

    @Override
    public void lock(Routine r) {
        r.locking(() -> {
            Register before = r.fetchAndOr(contenders, bit(r.core()), ACQUIRE);
            r.when(
                    before.isNotEqualTo(0),
                    () -> {
                        r.await(turn, equalTo(r.core() + 1L), ACQUIRE);
                        r.store(turn, 0, RELAXED);
                    });
        });
    }

    @Override
    public void unlock(Routine r) {
        r.locking(() -> {
            Register before = r.fetchAndAnd(contenders, ~bit(r.core()), RELEASE);
            Label free = r.label("");
            Label found = r.label("");
            Register next = r.register("next", turn.address().bits());
            for (int i = 1; i < r.cores(); i++) {
                int core = (r.core() + i) % r.cores();
                r.when(
                        before.and(bit(core)).isNotEqualTo(0),
                        () -> {
                            r.assign(next, core + 1);
                            r.gotoLabel(found);
                        });
            }
            r.gotoLabel(free);
            r.place(found);
            r.store(turn, next, RELEASE);
            r.place(free);
        });
    }

    private static long bit(int core) {
        return 1L << core;
    }
}

package dev.fracas.checkers.ownlock;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;

import dev.fracas.model.lock.LockProtocol;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;

/**
 * Anderson's queue lock: each core that comes draws a place in a ring, and spins on its own place
 * until the one before it has left.
 */
public class ArrayLock implements LockProtocol {
    private static final int PLACES = 2;

    private final Word tail = Word.named("tail").bits(1);
    private final WordArray open = WordArray.named("open", PLACES).bits(1).initially(0, 1);

    @Override
    public void acquire(Routine r) {
        r.assign(place(r), r.fetchAndAdd(tail, 1, ACQUIRE));
        r.event(JOINS_QUEUE);
        r.await(open.at(place(r)), equalTo(1), ACQUIRE);
    }

    @Override
    public void release(Routine r) {
        shut(r);
        openNext(r);
    }

    final void shut(Routine r) {
        r.store(open.at(place(r)), 0, RELAXED);
    }

    final void openNext(Routine r) {
        r.store(open.at(place(r).plus(1).and(PLACES - 1)), 1, RELEASE);
    }

    private static Register place(Routine r) {
        return r.local("place", 1);
    }

    @Override
    public boolean isFirstComeFirstServed() {
        return true;
    }
}

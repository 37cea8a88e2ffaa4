package dev.fracas.model.lock;

import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockCompanion;
import dev.fracas.model.lock.use.LockNote;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.Routine;
import java.util.List;

/**
 * A lock: what a core executes to get it and to give it back. The words of the lock are fields of
 * the class that implements this; one object serves all cores of one machine.
 *
 * <p>Two kinds of note on the code are for the views that properties read. Instructions of a path
 * that an uncontended lock does not take stand within {@code r.noted(SLOW_PATH, ...)}; right behind
 * the access that fixes a core's place among the waiters stands {@code r.event(JOINS_QUEUE)}.
 */
public interface LockProtocol {
    /** Noted on instructions that only a core on the slow path executes. */
    Note SLOW_PATH = LockNote.ON_SLOW_PATH;

    /** Event: the last access fixed this core's place in the queue of the lock. */
    Note JOINS_QUEUE = LockNote.JOINS_QUEUE;

    /** What a core does once, before it uses the lock for the first time: registers only. */
    default void prepare(Routine r) {}

    /** Waits until this core has the lock for itself. */
    void acquire(Routine r);

    /** Gives the lock back. Starts with an access, which is the first step of the release. */
    void release(Routine r);

    /**
     * The uses that the lock is for, at least one; for each round of each core one of them is
     * chosen. Properties are owed according to them.
     */
    default List<LockUse> uses() {
        return List.of(new ExclusiveUse(this::acquire, this::release));
    }

    /** Programs that run beside the cores that contend. None unless said otherwise. */
    default List<LockCompanion> companions() {
        return List.of();
    }

    /** Whether the lock serves its waiters in the order of their {@link #JOINS_QUEUE} notes. */
    default boolean isFirstComeFirstServed() {
        return false;
    }
}

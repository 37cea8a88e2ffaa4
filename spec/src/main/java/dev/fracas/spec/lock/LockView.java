package dev.fracas.spec.lock;

import dev.fracas.spec.Isa;
import dev.fracas.spec.View;

/**
 * What can be seen of a lock from outside: who waits, who is inside, what the protected data says.
 * Sets of cores are bit masks, bit {@code c} for core {@code c}.
 */
public interface LockView extends View {
    int cores();

    Isa isa(int core);

    /** Cores that have called acquire and are not inside yet. */
    int waiting();

    /** Cores inside the critical section with exclusive access. */
    int holders();

    /** Cores inside the critical section with shared access: readers. */
    int readers();

    /** Cores that have called release and have not returned from it. */
    int releasing();

    /** Cores that got inside and have not begun to release since. */
    int owners();

    /**
     * A core's place among those that joined the lock's queue: 1 for the earliest that has not left
     * the critical section, 0 for a core that is in no queue.
     */
    int arrivalRank(int core);

    /** Some reader accepted two halves of the protected pair that no writer wrote together. */
    boolean tornPairAccepted();

    /** Cores within an acquire that may come back without the lock. */
    default int trying() {
        return 0;
    }

    /** Cores that go on without the lock, since their try failed or their wait was given up. */
    default int without() {
        return 0;
    }

    /** Cores that have acquired the lock twice, up to the first step of their outermost release. */
    default int nested() {
        return 0;
    }

    /** Cores that read inside and are about to become the writer. */
    default int upgrading() {
        return 0;
    }

    /** What some core had read was no longer so when its upgrade had succeeded. */
    default boolean upgradedOnStaleRead() {
        return false;
    }

    /** What some core had written was no longer so when its downgrade was done. */
    default boolean downgradedOnLostWrite() {
        return false;
    }
}

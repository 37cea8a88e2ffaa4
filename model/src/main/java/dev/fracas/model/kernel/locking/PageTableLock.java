package dev.fracas.model.kernel.locking;

import dev.fracas.model.program.Routine;

/** A spinlock under which leaves change. */
public interface PageTableLock {
    void lock(Routine r);

    void unlock(Routine r);
}

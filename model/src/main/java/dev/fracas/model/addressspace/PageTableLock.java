package dev.fracas.model.addressspace;

import dev.fracas.model.program.Routine;

/** A spinlock under which leaves change. */
interface PageTableLock {
    void lock(Routine r);

    void unlock(Routine r);
}

package dev.fracas.model.lock.use;

import static dev.fracas.spec.lock.LockProperties.EVERY_RELEASE_RETURNS;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.READER_WRITER_EXCLUSION;
import static dev.fracas.spec.lock.LockProperties.RELEASE_BY_HOLDER;

import dev.fracas.model.program.Routine;
import dev.fracas.spec.Property;
import java.util.List;
import java.util.function.Consumer;

/** Waits until it may read beside other readers, reads, and ends its reading. */
public record SharedUse(Consumer<Routine> acquireShared, Consumer<Routine> releaseShared)
        implements LockUse {
    @Override
    public String name() {
        return "reads";
    }

    @Override
    public void round(Routine r, CriticalSection section) {
        section.acquire(r, acquireShared);
        section.read(r, releaseShared);
    }

    @Override
    public List<Property<?>> owes(int cores) {
        return List.of(
                READER_WRITER_EXCLUSION,
                RELEASE_BY_HOLDER,
                EVERY_WAITER_GETS_IN,
                EVERY_RELEASE_RETURNS);
    }
}

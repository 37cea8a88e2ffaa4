package dev.fracas.model.lock;

import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.lock.use.SharedUse;
import dev.fracas.model.program.Routine;
import java.util.List;

/** A lock that many readers or one writer can hold; the writer's side is {@link LockProtocol}'s. */
public interface SharedLockProtocol extends LockProtocol {
    /** Waits until this core may read, together with other readers. */
    void acquireShared(Routine r);

    /** Ends a core's reading. Starts with an access, which is the first step of the release. */
    void releaseShared(Routine r);

    @Override
    default List<LockUse> uses() {
        return List.of(
                new ExclusiveUse(this::acquire, this::release),
                new SharedUse(this::acquireShared, this::releaseShared));
    }
}

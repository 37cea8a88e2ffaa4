package dev.fracas.model.lock;

import java.util.List;
import java.util.stream.Collectors;

/** Every lock that Fracas knows, in the order in which reports list them. */
public final class LockMechanisms {
    private static final List<LockMechanism> ALL =
            List.of(
                    TestAndSetLock.mechanism(),
                    ExclusiveAccessLock.mechanism(),
                    TestAndTestAndSetLock.mechanism(),
                    WakeByIpiLock.mechanism(),
                    TicketLock.mechanism(),
                    McsLock.mechanism(),
                    ClhLock.mechanism(),
                    QueuedSpinLock.mechanism(),
                    QueuedReadWriteLock.mechanism(),
                    SequenceLock.mechanism(),
                    FilterLock.mechanism(),
                    FilterLock.unfenced(),
                    DekkerLock.mechanism(),
                    DekkerLock.unfenced(),
                    StramashPageTableLock.mechanism(),
                    StramashPageTableLock.released(),
                    TicketTryLock.mechanism(),
                    QueuedSpinTryLock.mechanism(),
                    OptimisticSpinQueue.mechanism(),
                    DieLock.mechanism(),
                    RwSemaphore.mechanism(),
                    UpgradableRwSemaphore.mechanism(),
                    LogbufLock.mechanism());

    private LockMechanisms() {}

    public static List<LockMechanism> all() {
        return ALL;
    }

    /**
     * The lock with that id, or that had it once.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    public static LockMechanism named(String id) {
        return ALL.stream()
                .filter(lock -> lock.id().equals(id) || lock.aliases().contains(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "unknown lock '%s': expected one of %s".formatted(id, ids())));
    }

    private static String ids() {
        return ALL.stream().map(LockMechanism::id).collect(Collectors.joining(", "));
    }
}

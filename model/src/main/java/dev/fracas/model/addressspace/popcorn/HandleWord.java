package dev.fracas.model.addressspace.popcorn;

import dev.fracas.model.addressspace.popcorn.FaultAction.Fault;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.Optional;

/**
 * What is in the word of a fault handle: its flags, how many faults hold it, how many have followed
 * it, and who sleeps on its two wait queues. It is 0 where a page has no handle.
 *
 * @param cores bits of a wait queue, one for each core
 */
record HandleWord(int cores) {
    static final long EXISTS = 1;
    private static final long WRITE = 1 << 1;
    private static final long REMOTE = 1 << 2;
    static final long INVALIDATE = 1 << 3;
    private static final long KIND = WRITE | REMOTE | INVALIDATE;

    /** One of {@code pendings}, which says how many faults hold the handle. */
    static final long HOLDER = 1 << 4;

    static final long HOLDERS = 7 << 4;

    /**
     * One of {@code limit}, which says how many have followed. Without a limit, two threads whose
     * leader was told to retry may follow each other for ever: nobody leads again, and an
     * invalidation that waits for the handle is never acknowledged. Popcorn lets 8 follow ({@code
     * FH_ACTION_MAX_FOLLOWER}); here it is 2, which is enough to follow each other.
     */
    static final long FOLLOWED = 1 << 7;

    static final long LIMIT = 3 << 7;
    static final long MAX_FOLLOWERS = 2 << 7;

    private static final int FOLLOWERS_SHIFT = 9;

    static HandleWord of(Threads threads) {
        return new HandleWord(threads.maskBits());
    }

    int bits() {
        return FOLLOWERS_SHIFT + 2 * cores;
    }

    /** All of {@code waits}. */
    long followers() {
        return WordArray.mask(cores) << FOLLOWERS_SHIFT;
    }

    /** The core's bit in {@code waits}. */
    long follower(int core) {
        return 1L << (FOLLOWERS_SHIFT + core);
    }

    /** The core's bit in {@code waits_retry}. */
    long retrier(int core) {
        return follower(cores + core);
    }

    static long flags(Fault fault) {
        return (fault.isWrite() ? WRITE : 0) | (fault.isRemote() ? REMOTE : 0);
    }

    /**
     * Whether the kernel's table has the incoming fault answer the handle found with the action;
     * empty where it never does.
     */
    static Optional<Condition> asksFor(
            FaultAction action, Isa kernel, Register found, Fault incoming) {
        Optional<Condition> condition = Optional.empty();
        for (Fault ongoing : Fault.values()) {
            for (boolean invalidated : new boolean[] {false, true}) {
                if (FaultAction.of(kernel, ongoing, invalidated, incoming) == action) {
                    long kind = flags(ongoing) | (invalidated ? INVALIDATE : 0);
                    Condition is = found.and(KIND).isEqualTo(kind);
                    condition = Optional.of(condition.map(is::or).orElse(is));
                }
            }
        }
        return condition;
    }
}

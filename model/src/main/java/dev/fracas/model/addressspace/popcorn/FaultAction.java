package dev.fracas.model.addressspace.popcorn;

import dev.fracas.spec.Isa;

/**
 * What a fault does when it finds another fault of the same page in progress in its kernel: the
 * tables of Popcorn Linux's {@code fh_action.c}, one for the origin and one for a remote.
 */
public enum FaultAction {
    /** Wait until the fault that leads is done, and take its result. */
    FOLLOW,

    /** Wait until the handle is gone, then start over. */
    WAIT_THEN_RETRY,

    /** Start over at once; a fault of the other kernel is told to do so. */
    RETRY_NOW,

    /**
     * Follow while a fault holds the handle; once only an invalidation does, nobody would wake a
     * follower any more, and the fault starts over.
     */
    FOLLOW_WHILE_HELD,

    /** Cannot be: {@code BUG}. */
    IMPOSSIBLE;

    /** A fault, as the kernel that handles it sees it: its own, or one of the other kernel. */
    public enum Fault {
        LOCAL_READ,
        LOCAL_WRITE,
        REMOTE_READ,
        REMOTE_WRITE;

        public boolean isRemote() {
            return this == REMOTE_READ || this == REMOTE_WRITE;
        }

        public boolean isWrite() {
            return this == LOCAL_WRITE || this == REMOTE_WRITE;
        }

        public static Fault local(boolean write) {
            return write ? LOCAL_WRITE : LOCAL_READ;
        }

        public static Fault remote(boolean write) {
            return write ? REMOTE_WRITE : REMOTE_READ;
        }
    }

    /**
     * What the kernel's table says.
     *
     * @param invalidated an invalidation waits for the ongoing fault to end
     */
    public static FaultAction of(Isa kernel, Fault ongoing, boolean invalidated, Fault incoming) {
        if (kernel == Isa.X86_64) {
            return invalidated ? IMPOSSIBLE : atOrigin(ongoing, incoming);
        }
        return invalidated ? whenInvalidated(ongoing, incoming) : atRemote(ongoing, incoming);
    }

    private static FaultAction atOrigin(Fault ongoing, Fault incoming) {
        return switch (ongoing) {
            case LOCAL_READ ->
                    switch (incoming) {
                        case LOCAL_READ -> FOLLOW;
                        case LOCAL_WRITE, REMOTE_READ -> WAIT_THEN_RETRY;
                        case REMOTE_WRITE -> RETRY_NOW;
                    };
            case LOCAL_WRITE -> incoming.isRemote() ? RETRY_NOW : FOLLOW;
            case REMOTE_READ -> incoming == Fault.LOCAL_READ ? FOLLOW : WAIT_THEN_RETRY;
            case REMOTE_WRITE -> incoming.isRemote() ? RETRY_NOW : WAIT_THEN_RETRY;
        };
    }

    private static FaultAction atRemote(Fault ongoing, Fault incoming) {
        return switch (ongoing) {
            case LOCAL_READ ->
                    switch (incoming) {
                        case LOCAL_READ -> FOLLOW;
                        case LOCAL_WRITE -> WAIT_THEN_RETRY;
                        case REMOTE_READ, REMOTE_WRITE -> IMPOSSIBLE;
                    };
            case LOCAL_WRITE -> incoming.isRemote() ? WAIT_THEN_RETRY : FOLLOW;
            case REMOTE_READ -> incoming == Fault.LOCAL_WRITE ? WAIT_THEN_RETRY : IMPOSSIBLE;
            case REMOTE_WRITE -> incoming.isRemote() ? IMPOSSIBLE : WAIT_THEN_RETRY;
        };
    }

    private static FaultAction whenInvalidated(Fault ongoing, Fault incoming) {
        if (ongoing.isRemote() || incoming.isRemote()) {
            return IMPOSSIBLE;
        }
        return ongoing == Fault.LOCAL_READ && incoming == Fault.LOCAL_WRITE
                ? WAIT_THEN_RETRY
                : FOLLOW_WHILE_HELD;
    }
}

package dev.fracas.model.program;

/**
 * The ordering that an access asks for, in C11's words plus Armv8.3's {@code LDAPR}. Under
 * sequential consistency and TSO every load acquires and every store releases, so that only {@link
 * #SEQ_CST} on a store makes a difference there: it is a locked store that waits for the core's own
 * buffer to drain.
 */
public enum MemoryOrder {
    RELAXED,
    ACQUIRE,
    /** Armv8.3 {@code LDAPR}: ordered before later accesses, not after an earlier release. */
    ACQUIRE_PC,
    RELEASE,
    ACQUIRE_RELEASE,
    SEQ_CST
}

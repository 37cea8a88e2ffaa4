package dev.fracas.model.addressspace;

import dev.fracas.model.kernel.locking.ReaderWriterSemaphore;

/** Ghost notes on instructions, from which views tell what a core is about. */
public final class Tags {
    /** In an access of the user program; followed by the page and {@code r} or {@code w}. */
    public static final String ACCESSES = "accesses ";

    /** Sends a message to the other kernel: the store that publishes it. */
    public static final String MESSAGE = "message";

    public static final String FALLS_BACK = "falls back";
    public static final String CHANGES = "changes";
    public static final String AWAITS_WRITE_LOCK = ReaderWriterSemaphore.AWAITS_WRITE_LOCK;
    public static final String IN_FOREIGN_TABLE = "in foreign table";

    /** Leads a fault of a distributed page; followed by the page. */
    public static final String LEADS = "leads ";

    public static final String FAULTS = "faults";
    public static final String AWAITS_INVALIDATION = "awaits invalidation";

    private Tags() {}

    public static String accesses(int page, boolean write) {
        return ACCESSES + page + (write ? "w" : "r");
    }
}

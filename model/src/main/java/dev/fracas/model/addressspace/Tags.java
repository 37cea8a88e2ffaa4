package dev.fracas.model.addressspace;

/** Ghost notes on instructions, from which views tell what a core is about. */
final class Tags {
    /** In an access of the user program; followed by the page and {@code r} or {@code w}. */
    static final String ACCESSES = "accesses ";

    /** Sends a message to the other kernel: the store that publishes it. */
    static final String MESSAGE = "message";

    static final String FALLS_BACK = "falls back";
    static final String CHANGES = "changes";
    static final String AWAITS_WRITE_LOCK = "awaits write lock";
    static final String IN_FOREIGN_TABLE = "in foreign table";

    /** Leads a fault of a distributed page; followed by the page. */
    static final String LEADS = "leads ";

    static final String FAULTS = "faults";
    static final String AWAITS_INVALIDATION = "awaits invalidation";

    private Tags() {}

    static String accesses(int page, boolean write) {
        return ACCESSES + page + (write ? "w" : "r");
    }
}

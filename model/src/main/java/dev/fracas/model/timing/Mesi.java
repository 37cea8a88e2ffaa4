package dev.fracas.model.timing;

/** The state of one core's copy of a cache line. */
enum Mesi {
    /** The only copy, and newer than memory. */
    MODIFIED,
    /** The only copy, equal to memory. */
    EXCLUSIVE,
    /** One of several copies. */
    SHARED,
    /** No copy. */
    INVALID
}

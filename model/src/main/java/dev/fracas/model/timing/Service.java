package dev.fracas.model.timing;

/**
 * How the caches and memory served one access.
 *
 * @param supplier where the data came from
 * @param snoopData another group's caches were asked for the line, and keep a shared copy
 * @param snoopInvalidate another group's caches were told to drop the line
 */
record Service(Supplier supplier, boolean snoopData, boolean snoopInvalidate) {
    /** Where data comes from. */
    enum Supplier {
        /** The core's own copy. */
        OWN_CACHE,
        /** The last-level cache that the core shares with others. */
        LAST_LEVEL_CACHE,
        MEMORY
    }

    /** A hit in the core's own caches. */
    static final Service HIT = new Service(Supplier.OWN_CACHE, false, false);
}

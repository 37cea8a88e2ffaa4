package dev.fracas.model.coherence;

/**
 * The MESI protocol of caches on a bus: a line is Modified, Exclusive, Shared or Invalid in each
 * (Papamarcos and Patel, ISCA 1984). The Stramash paper assumes it between its CPU groups: CXL 3.0
 * has "a MESI cache coherency protocol for inter-host shared memory, where hosts can be of any ISA"
 * (section 3), and its simulator sends a Snoop Invalidate when a core writes what another cache
 * holds, a Snoop Data when it reads that (section 7.3).
 *
 * <p>The bus is atomic: a request, its snoops, and what they find are one step, as in the model
 * that SPIN and TLC check in {@code checkers/peers/models}. Left out are messages under way, a
 * request that is refused and tried again, levels of caches, and a modified line that goes from
 * cache to cache past memory. The simulator that the paper's authors released is no such model: its
 * caches carry no data, only time, and its third level is never snooped.
 */
class Mesi {
    static final int INVALID = 0;
    static final int SHARED = 1;
    static final int EXCLUSIVE = 2;
    static final int MODIFIED = 3;

    final BusState at;

    Mesi(BusState at) {
        this.at = at;
    }

    /**
     * Snoop Data: whoever has modified the line writes it back, whoever has it keeps it shared. The
     * reader has it shared with them, or exclusive where nobody else has it.
     */
    long readMiss(long state, int reader, int line) {
        long after = state;
        boolean held = false;
        for (int cache = 0; cache < at.caches(); cache++) {
            int had = at.copy(state, cache, line);
            if (had == MODIFIED) {
                after = writtenBack(after, cache, line);
            }
            if (had != INVALID) {
                held = true;
                after = at.withCopy(after, cache, line, SHARED);
            }
        }
        after = at.withCopy(after, reader, line, held ? SHARED : EXCLUSIVE);
        after = at.withData(after, reader, line, at.memory(after, line));
        return at.served(after, reader);
    }

    /** Every other copy goes; the writer's is modified. */
    long write(long state, int writer, int line, int value) {
        long after = invalidatedElsewhere(state, writer, line);
        after = at.withCopy(after, writer, line, MODIFIED);
        after = at.withData(after, writer, line, value);
        return at.served(at.withLastWrite(after, line, value), writer);
    }

    final long invalidatedElsewhere(long state, int writer, int line) {
        long after = state;
        for (int cache = 0; cache < at.caches(); cache++) {
            if (cache != writer) {
                after = snoopInvalidate(after, cache, line);
            }
        }
        return after;
    }

    /** Snoop Invalidate: the cache writes back what it has modified, and drops its copy. */
    long snoopInvalidate(long state, int cache, int line) {
        return evict(state, cache, line);
    }

    /** A cache needs the room: what is modified goes back to memory. */
    final long evict(long state, int cache, int line) {
        boolean dirty = at.copy(state, cache, line) == MODIFIED;
        return at.dropped(dirty ? writtenBack(state, cache, line) : state, cache, line);
    }

    private long writtenBack(long state, int cache, int line) {
        return at.withMemory(state, line, at.data(state, cache, line));
    }
}

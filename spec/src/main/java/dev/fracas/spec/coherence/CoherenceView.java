package dev.fracas.spec.coherence;

import dev.fracas.spec.View;

/** What can be seen of caches with copies of the same lines. Caches and lines count from 0. */
public interface CoherenceView extends View {
    /** The number of lines. */
    int lines();

    /** Which caches may write the line unasked: it is modified or exclusive there; a bit each. */
    int owners(int line);

    /** Which caches hold a valid copy of the line; a bit each. */
    int copies(int line);

    /** Whether every shared or exclusive copy of the line holds what memory holds. */
    boolean cleanCopiesEqualMemory(int line);

    /** Whether the cache's core has asked for a line and has not been served. */
    boolean isWaiting(int cache);
}

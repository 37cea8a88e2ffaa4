package dev.fracas.checkers.peers;

import dev.fracas.spec.View;

/** What the MESI bus shows of the caches on it. */
public interface BusView extends View {
    /** The number of lines, each numbered from 0. */
    int lines();

    /** How many caches hold the line modified or exclusive. */
    int owners(int line);

    /** How many caches hold a valid copy of the line. */
    int copies(int line);

    /** Whether every shared or exclusive copy of the line holds what memory holds. */
    boolean cleanCopiesEqualMemory(int line);
}

package dev.fracas.checkers.peers;

import dev.fracas.spec.View;

/** What a peer's lock shows of itself. */
public interface CriticalView extends View {
    /** How many cores stand inside their critical sections, 0 to the number of cores. */
    int inside();
}

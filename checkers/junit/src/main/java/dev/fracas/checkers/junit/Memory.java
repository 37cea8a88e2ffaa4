package dev.fracas.checkers.junit;

/** How stores of one core reach the others. */
public enum Memory {
    /** As the model says; TSO for a lock. */
    OF_THE_MODEL,
    /** Sequential consistency: every access takes effect at once. */
    SC,
    /** Total store order: a FIFO store buffer for each core. */
    TSO
}

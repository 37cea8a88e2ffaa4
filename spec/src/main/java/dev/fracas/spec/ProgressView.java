package dev.fracas.spec;

/** Whether the system can still move: the only view that an engine supplies by itself. */
public interface ProgressView extends View {
    /** No step leads to another state: every core has ended, waits in vain or is blocked. */
    boolean stuck();

    /**
     * Every thread has run its program to the end, whoever serves others waits, and nothing is left
     * in a buffer or in flight.
     */
    boolean finished();
}

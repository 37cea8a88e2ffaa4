package dev.fracas.model;

/** A step that was executed. */
public interface Transition {
    Step step();

    /** The packed state that it led to. */
    long[] after();

    /** The location in memory itself that changed hands, or -1. */
    int memoryWritten();

    /** A transition of which nothing else is known. */
    record Plain(Step step, long[] after, int memoryWritten) implements Transition {}
}

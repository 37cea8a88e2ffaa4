package dev.fracas.checkers.linearizability;

/** One end of a call, as seen from outside the object. */
public sealed interface HistoryEvent {
    /** Who calls: {@code x86:0}. */
    String process();

    /**
     * A call begins.
     *
     * @param object whom it asks: {@code lock}
     */
    record Invocation(String process, String object, ObjectCall call) implements HistoryEvent {}

    /** The process's call returns. */
    record Response(String process, Result result) implements HistoryEvent {}
}

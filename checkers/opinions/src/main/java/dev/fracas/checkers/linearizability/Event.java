package dev.fracas.checkers.linearizability;

/** One end of a call, as seen from outside the object. */
public sealed interface Event {
    /** Who calls: {@code x86:0}. */
    String process();

    /**
     * A call begins.
     *
     * @param object whom it asks: {@code lock}
     */
    record Invocation(String process, String object, Call call) implements Event {}

    /** The process's call returns. */
    record Response(String process, Result result) implements Event {}
}

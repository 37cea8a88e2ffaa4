package dev.fracas.checkers.linearizability;

import java.util.Optional;

/**
 * A call with both of its ends.
 *
 * @param number among the operations of its history, in the order of their invocations, from 0
 * @param invoked index of the invocation in the history
 * @param returned index of the response; {@link #NEVER} while there is none
 * @param result what was returned; empty while nothing was
 */
public record Operation(
        int number,
        String process,
        String object,
        ObjectCall call,
        int invoked,
        int returned,
        Optional<Result> result) {
    /** Later than every event. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** It had not returned when the history ended: it may have taken effect or not. */
    public boolean isPending() {
        return result.isEmpty();
    }

    /** It had returned before the other one was called: every order must keep that. */
    public boolean precedes(Operation other) {
        return returned < other.invoked;
    }

    /** The other one is this call, as a shorter or longer part of the history shows it. */
    boolean sameInvocation(Operation other) {
        return invoked == other.invoked && process.equals(other.process);
    }

    /** {@code x86:0 allocate -> 3}. */
    @Override
    public String toString() {
        return process + " " + call + " -> " + result.map(Result::toString).orElse("?");
    }
}

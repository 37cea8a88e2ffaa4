package dev.fracas.checkers.linearizability;

import java.util.List;
import java.util.Optional;

/**
 * An object as one caller at a time sees it. Immutable.
 *
 * @param <S> its states: values, equal when they are the same state
 */
public interface SequentialSpecification<S> {
    /**
     * One way in which a call may go.
     *
     * @param result what it returns
     * @param next the state that it leaves
     */
    record Outcome<S>(Result result, S next) {}

    S initial();

    /**
     * Every way in which the call may go in that state, each with another result; none when it has
     * to wait there, or must not be made.
     *
     * @throws IllegalArgumentException when the object has no such call
     */
    List<Outcome<S>> outcomes(S state, String process, ObjectCall call);

    /** The state as a clause: {@code held by x86:0}. */
    String describe(S state);

    /** The state after the call has returned that; empty when it may not return that. */
    default Optional<S> after(S state, String process, ObjectCall call, Result result) {
        return outcomes(state, process, call).stream()
                .filter(outcome -> outcome.result().equals(result))
                .map(Outcome::next)
                .findFirst();
    }

    /** The refusal of a call that is another object's. */
    static IllegalArgumentException noSuchCall(String object, ObjectCall call) {
        return new IllegalArgumentException("a " + object + " has no call '" + call + "'");
    }
}

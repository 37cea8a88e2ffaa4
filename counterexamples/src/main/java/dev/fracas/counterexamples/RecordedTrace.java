package dev.fracas.counterexamples;

import java.util.List;

/**
 * A trace with the states that were recorded when it was found.
 *
 * @param states the states, one more than the trace has steps: the initial one first
 * @param actions what led to each state, in words; {@link ActionText#INITIAL} for the initial one
 */
public record RecordedTrace(Trace trace, List<Snapshot> states, List<String> actions) {
    public RecordedTrace {
        states = List.copyOf(states);
        actions = List.copyOf(actions);
        int expected = trace.steps().size() + 1;
        if (states.size() != expected || actions.size() != expected) {
            throw new IllegalArgumentException(
                    "a trace of %d steps has %d states, got %d and %d actions"
                            .formatted(expected - 1, expected, states.size(), actions.size()));
        }
    }
}

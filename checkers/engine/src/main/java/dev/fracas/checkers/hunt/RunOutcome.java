package dev.fracas.checkers.hunt;

import java.util.List;

/**
 * What came of one run.
 *
 * @param steps how many it took
 * @param whole it went to its end or to the longest that it may be; otherwise the hunt was stopped
 * @param behaviour a digest of what each core executed in which order
 * @param fresh pairs of places that no run of an earlier batch had
 * @param beginning its steps up to the last of those; empty when there is none, or nobody asks
 * @param violations properties that it violates
 * @param recorded its steps, as far as the violations need them
 */
record RunOutcome(
        int steps,
        boolean whole,
        long behaviour,
        int[] fresh,
        int[] beginning,
        List<Violation> violations,
        int[] recorded) {

    RunOutcome {
        violations = List.copyOf(violations);
    }

    /**
     * A property violated.
     *
     * @param property its number in the form
     * @param after steps of the run up to there
     * @param inPlace code of a step that follows, possible and not taken, or -1
     * @param cycleStart of a leads-to property, after how many steps the cycle begins; -1 otherwise
     */
    record Violation(int property, int after, int inPlace, int cycleStart) {
        /** Steps of the trace, as long as loops are not cut out of it. */
        int length() {
            return inPlace < 0 ? after : after + 1;
        }
    }
}

package dev.fracas.checkers.linearizability;

/** Whether a history is linearizable. */
public sealed interface LinearizabilityVerdict {
    /**
     * It is.
     *
     * @param witness an order that explains it; it was replayed
     */
    record Linearizable(Linearization witness) implements LinearizabilityVerdict {}

    /** It is not, and every order was ruled out. */
    record NotLinearizable(Refusal refusal) implements LinearizabilityVerdict {}

    /**
     * A bound came first.
     *
     * @param bound which, as a clause
     */
    record Undecided(String bound) implements LinearizabilityVerdict {}
}

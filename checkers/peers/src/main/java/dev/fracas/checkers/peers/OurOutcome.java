package dev.fracas.checkers.peers;

/** How an exploration of ours ended. */
public sealed interface OurOutcome {
    /** The whole state space was seen and nothing was wrong in it. */
    record Finished(Measurement measurement) implements OurOutcome {}

    /**
     * The exploration was cut short, by a time or a memory for instance; its counts say nothing.
     */
    record NotFinished(String cutBy) implements OurOutcome {}

    /** A state violated the model's property: the model is not what it should be. */
    record Violated(String property) implements OurOutcome {}
}

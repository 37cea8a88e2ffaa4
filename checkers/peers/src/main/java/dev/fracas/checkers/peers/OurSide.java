package dev.fracas.checkers.peers;

import java.time.Duration;

/** Our engine, as the comparison sees it. */
@FunctionalInterface
public interface OurSide {
    /**
     * Explores the row's whole state space, without reductions, and checks the model's property in
     * every state, as SPIN does.
     *
     * @param workers threads that explore, at least 1
     * @param timeLimit after which an exploration is given up
     */
    OurOutcome explore(PeerRow row, int workers, Duration timeLimit);
}

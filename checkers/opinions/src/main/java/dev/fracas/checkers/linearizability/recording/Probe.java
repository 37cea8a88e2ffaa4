package dev.fracas.checkers.linearizability.recording;

import dev.fracas.model.machine.Effect;

/** Reads off the steps of a machine which calls begin and return. For one run. */
public interface Probe {
    /** The run is about to leave this state, its first. */
    default void starts(long[] state, CallLog log) {}

    /**
     * The run made a step.
     *
     * @param effect what the step did, with the state that it led to
     */
    void stepped(long[] before, Effect effect, CallLog log);
}

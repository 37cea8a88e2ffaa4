package dev.fracas.model;

import dev.fracas.spec.StepView;
import dev.fracas.spec.View;

/**
 * How what a view shows reads, as clauses without a full stop: what a person is told of the last
 * state or step of a violation.
 *
 * @param <V> the view
 */
public sealed interface ViewWords<V extends View> {
    Class<V> view();

    /** Names sets of cores, given as bit masks: {@code x86:0 and arm:1}. */
    @FunctionalInterface
    interface CoreNames {
        /** What a core has done that used an address outside the declared memory. */
        String STOPPED = "stopped at an address outside the memory";

        String of(int cores);
    }

    /**
     * Of a state.
     *
     * @param words of the view at the last state
     */
    record OfState<V extends View>(Class<V> view, StateWords<? super V> words)
            implements ViewWords<V> {}

    /**
     * Of a step.
     *
     * @param words of the view at the last step
     */
    record OfStep<V extends StepView>(Class<V> view, StepWords<? super V> words)
            implements ViewWords<V> {}

    /** Reads a state. */
    @FunctionalInterface
    interface StateWords<V> {
        String of(V state, CoreNames names);
    }

    /** Reads a step. */
    @FunctionalInterface
    interface StepWords<V> {
        /**
         * The words.
         *
         * @param action what was done, as every trace has it: {@code x86:0 stores next = 1}
         */
        String of(V step, String action, CoreNames names);
    }
}

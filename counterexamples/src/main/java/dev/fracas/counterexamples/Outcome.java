package dev.fracas.counterexamples;

import dev.fracas.model.Step;

/** How a replay ended. */
public sealed interface Outcome {
    /** The outcome in one sentence, without its full stop. */
    String sentence();

    /**
     * The trace shows what it says, with its last step and not before.
     *
     * @param what who did what, for instance {@code x86:0 and arm:1 are inside}
     */
    record Confirmed(String what) implements Outcome {
        @Override
        public String sentence() {
            return what;
        }
    }

    /**
     * The machine cannot take the step; the replay ends in the state before it.
     *
     * @param step number of the step, from 1
     * @param why what the core stands before instead, and which steps are possible
     */
    record StepNotPossible(int step, Step wanted, String why) implements Outcome {
        @Override
        public String sentence() {
            return "step " + step + " is not possible: " + why;
        }
    }

    /**
     * The state after the step is another than the trace file recorded; the replay went on.
     *
     * @param step number of the step, 0 for the initial state
     * @param variable name of the variable that differs
     */
    record StateDiffers(int step, String variable, String recorded, String found)
            implements Outcome {
        @Override
        public String sentence() {
            return "after step %d %s was recorded as %s but is %s"
                    .formatted(step, variable, recorded, found);
        }
    }

    /** Every step is possible, but the trace does not show what it says. */
    record NotViolated(String why) implements Outcome {
        @Override
        public String sentence() {
            return why;
        }
    }
}

package dev.fracas.counterexamples;

import dev.fracas.model.Step;
import dev.fracas.model.TraceWords;
import dev.fracas.model.TransitionSystem;

/** What a step is, in words: who, and the instruction or the event of the hardware. */
public final class ActionText {
    /** What led to the initial state. */
    public static final String INITIAL = "init";

    private ActionText() {}

    /** The step's action in that state, for instance {@code x86:0 old = swap lock, 1}. */
    public static String of(TransitionSystem system, long[] before, Step step) {
        TraceWords words = system.traceWords();
        return words.mover(step.core()) + " " + words.step(before, step);
    }
}

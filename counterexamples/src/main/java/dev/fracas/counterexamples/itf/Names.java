package dev.fracas.counterexamples.itf;

import dev.fracas.model.Step;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Machine;

/** The names that a trace file uses. */
final class Names {
    static final int VERSION = 1;

    static final String META = "#meta";
    static final String VARS = "vars";
    static final String STATES = "states";
    static final String LOOP = "loop";
    static final String BIGINT = "#bigint";
    static final String ACTION = "mbt::actionTaken";
    static final String PICKS = "mbt::nondetPicks";

    static final String FORMAT = "ITF";
    static final String FORMAT_DESCRIPTION = "https://apalache-mc.org/docs/adr/015adr-trace.html";

    private Names() {}

    /** The word for a kind of step; what a core's memory system does goes by its own. */
    static String ofKind(TransitionSystem system, int mover, Step.Kind kind, int choice) {
        return kind == Step.Kind.MEMORY && system instanceof Machine machine
                ? machine.memoryOf(mover).stepWord(choice)
                : FileWords.of(kind);
    }
}

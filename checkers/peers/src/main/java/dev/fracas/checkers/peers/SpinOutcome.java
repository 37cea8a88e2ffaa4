package dev.fracas.checkers.peers;

/** How a run of SPIN ended. */
public sealed interface SpinOutcome {
    /** The whole state space was seen and nothing was wrong in it. */
    record Finished(SpinMeasurement measurement) implements SpinOutcome {}

    /** The run was cut short, or found an error in the model; its counts say nothing. */
    record NotFinished(Cut cut) implements SpinOutcome {}

    /** What stopped a run. */
    enum Cut {
        /** A path grew longer than the row's depth. */
        DEPTH("depth", false),
        /** The memory allowed was used up. */
        MEMORY("memory", false),
        /** The time allowed was used up. */
        TIME("time", false),
        /** An assertion failed or a process was stuck: the model is not what it should be. */
        ERROR("error in the model", true),
        /** The verifier stopped without its closing figures. */
        UNREADABLE("unreadable output", true);

        private final String words;
        private final boolean fault;

        Cut(String words, boolean fault) {
            this.words = words;
            this.fault = fault;
        }

        /** The reason as a table shows it. */
        public String words() {
            return words;
        }

        /** True if a model or the tool is broken, not merely a bound too tight. */
        public boolean isFault() {
            return fault;
        }
    }
}

package dev.fracas.checkers.cli;

/** What the command ends with: a contract with scripts. */
final class ExitStatus {
    /** Everything is as declared, or the trace replays. */
    static final int AS_DECLARED = 0;

    /** A promise is violated, or a declared violation was not found. Always so with a defect. */
    static final int NOT_AS_DECLARED = 1;

    /** The command line or the input is wrong; also an internal error. */
    static final int UNUSABLE = 2;

    /** Cut short by a bound or an interrupt, and nothing found so far that is not as declared. */
    static final int INCOMPLETE = 3;

    private ExitStatus() {}
}

package dev.fracas.counterexamples.itf;

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
}

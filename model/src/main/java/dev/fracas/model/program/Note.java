package dev.fracas.model.program;

/**
 * A ghost note on an instruction, which no core sees: what it means that a core stands there. Each
 * family declares values of its own; views, costs, histories and mutation read them.
 */
public interface Note {
    /**
     * What a trace prints where a core comes to such a place; empty for what is not for readers.
     */
    default String words() {
        return toString();
    }
}

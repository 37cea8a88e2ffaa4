package dev.fracas.model.program;

/**
 * A ghost note on an instruction, which no core sees and views, costs and mutation read: what it
 * means that a core stands there. Each family declares records of its own.
 */
public interface Note {}

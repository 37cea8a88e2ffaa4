package dev.fracas.checkers.cli;

/** The word behind {@code --memory}. */
enum MemoryKind {
    /** Sequential consistency. */
    SC,
    /** Total store order. */
    TSO
}

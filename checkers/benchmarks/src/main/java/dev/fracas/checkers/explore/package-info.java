/**
 * A door into the exhaustive engine for the benchmarks: its visited set and the questions that a
 * search asks it. In the engine's own package for that reason, and without a benchmark of its own.
 */
@NullMarked
package dev.fracas.checkers.explore;

import org.jspecify.annotations.NullMarked;

/**
 * The exhaustive engine: breadth-first, exact, parallel.
 *
 * <p>{@link dev.fracas.checkers.explore.Explorer} visits every state within its bounds and judges
 * the properties on the way; the {@link dev.fracas.checkers.explore.Exploration} that it returns
 * yields shortest runs, and is what {@link dev.fracas.checkers.explore.FairCycles} looks for
 * starvation in. Each worker owns a share of the states by their hash and keeps it in a table of
 * its own.
 */
@NullMarked
package dev.fracas.checkers.explore;

import org.jspecify.annotations.NullMarked;

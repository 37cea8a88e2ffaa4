/**
 * Trace files: JSON in the <a href="https://apalache-mc.org/docs/adr/015adr-trace.html">Informal
 * Trace Format</a> of Apalache and Quint, with what a replay needs under {@code #meta.fracas}.
 *
 * <p>Variables of a state: each array of words of memory under its name (a word alone as an
 * integer, several as a list), each core under its name as a record, and {@code mbt::actionTaken}
 * and {@code mbt::nondetPicks}, which say what led to the state in the names that Quint's tools
 * read. A lasso's last state is equal to the one that {@code loop} names, so that the action that
 * closes the cycle has a state to stand in.
 */
@NullMarked
package dev.fracas.counterexamples.itf;

import org.jspecify.annotations.NullMarked;

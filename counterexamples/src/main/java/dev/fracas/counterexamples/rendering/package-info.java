/**
 * Traces as a person reads them: a table with a column for each core, and a Mermaid sequence
 * diagram. Both are computed from a {@link dev.fracas.counterexamples.Replay}, are the same for the
 * same trace, and also show a trace that does not replay, as far as it goes.
 */
@NullMarked
package dev.fracas.counterexamples.rendering;

import org.jspecify.annotations.NullMarked;

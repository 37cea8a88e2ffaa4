/**
 * Memory models as axioms, and the final states that they allow.
 *
 * <p>The machine of the model runs a litmus program step by step; here the same program is a set of
 * {@link dev.fracas.checkers.axiomatic.Event}s, reads and writes, and the question is which reads
 * may see which writes. A candidate execution picks a write for each read (<em>reads-from</em>) and
 * an order of the writes to each word (<em>coherence</em>); an axiom of a {@link
 * dev.fracas.checkers.axiomatic.AxiomaticModel} forbids cycles in a union of {@link
 * dev.fracas.checkers.axiomatic.Relation}s. {@link dev.fracas.checkers.axiomatic.AllowedExecutions}
 * hands all that to a constraint solver and enumerates what is left. There is no buffer, no step
 * and no state in it: whatever it has in common with the machine ({@link
 * dev.fracas.checkers.axiomatic.MachineRuns}) is in the litmus program alone, so that the two can
 * be held against each other.
 *
 * <p>After Alglave, Maranget and Tautschnig, Herding Cats (TOPLAS 2014), whose model {@code x86tso}
 * is equivalent to the store-buffer machine of Owens, Sarkar and Sewell (TPHOLs 2009).
 */
@NullMarked
package dev.fracas.checkers.axiomatic;

import org.jspecify.annotations.NullMarked;

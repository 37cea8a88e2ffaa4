/**
 * How much the checks would notice: programs with one line mutated, by an operator instead of by
 * hand, each of which some property should tell from the right one.
 *
 * <p>A {@link dev.fracas.checkers.mutate.MutationOperator} finds the places in a program where it
 * applies. What it does to one line of source is done wherever that line was emitted, on every core
 * and in every inlined copy: a {@link dev.fracas.checkers.mutate.Mutant}, which makes of a
 * mechanism another one. A {@link dev.fracas.checkers.mutate.Killer} tries to tell the two apart; a
 * {@link dev.fracas.checkers.mutate.Campaign} puts all mutants of a {@link
 * dev.fracas.checkers.mutate.Subject} before it.
 */
@NullMarked
package dev.fracas.checkers.mutate;

import org.jspecify.annotations.NullMarked;

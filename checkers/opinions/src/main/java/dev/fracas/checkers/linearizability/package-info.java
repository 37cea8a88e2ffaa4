/**
 * Linearizability: whether what concurrent callers of an object were answered could have been
 * answered by the object used by one caller at a time, each call taking effect at one moment
 * between its invocation and its response (Herlihy and Wing, "Linearizability: A Correctness
 * Condition for Concurrent Objects", TOPLAS 12(3), 1990).
 *
 * <p>A {@link dev.fracas.checkers.linearizability.History} is what was seen from outside; a {@link
 * dev.fracas.checkers.linearizability.SequentialSpecification} says what one caller at a time may
 * see. {@link dev.fracas.checkers.linearizability.LinearizabilitySearch} and {@link
 * dev.fracas.checkers.linearizability.LinearizabilityConstraints} decide the same question in two
 * ways that share no code but the specification, so that each checks the other.
 */
@NullMarked
package dev.fracas.checkers.linearizability;

import org.jspecify.annotations.NullMarked;

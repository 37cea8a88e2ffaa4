/**
 * Checks as JUnit tests: {@link dev.fracas.checkers.junit.ModelCheck @ModelCheck} explores what a
 * test method returns, {@link dev.fracas.checkers.junit.Replay @Replay} executes a trace on it.
 *
 * <p>They are run by an engine of their own on the JUnit Platform, beside Jupiter's and jqwik's,
 * and in the same test classes. Neither a test method of Jupiter nor a factory of tests may return
 * a lock.
 */
@NullMarked
package dev.fracas.checkers.junit;

import org.jspecify.annotations.NullMarked;

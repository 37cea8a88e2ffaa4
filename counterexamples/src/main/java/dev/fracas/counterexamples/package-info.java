/**
 * How it went wrong, as shortly as possible. No exploration.
 *
 * <p>A {@link dev.fracas.counterexamples.Trace} is a machine's description and the steps chosen;
 * all else is computed again. {@link dev.fracas.counterexamples.Replay} executes the steps as far
 * as they go and judges whether the property named is violated at their end, in which case it says
 * by whom, or says at which step the trace and the machine part and why. Around this stand the file
 * format ({@link dev.fracas.counterexamples.itf}), the pictures ({@link
 * dev.fracas.counterexamples.rendering}) and the way to a smaller trace ({@link
 * dev.fracas.counterexamples.minimization}).
 *
 * <p>Steps are numbered from 1; state 0 is the initial one and state {@code k} the one after step
 * {@code k}.
 */
@NullMarked
package dev.fracas.counterexamples;

import org.jspecify.annotations.NullMarked;

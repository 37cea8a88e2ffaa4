/**
 * The machine: cores with their programs, memory under sequential consistency or TSO, exclusive
 * monitors and inter-processor interrupts, as one {@link dev.fracas.model.TransitionSystem} over
 * packed states.
 *
 * <p>{@link dev.fracas.model.machine.Machine} is the way in. A program is compiled once to parallel
 * arrays; the generator executes them on packed states and allocates nothing.
 */
@NullMarked
package dev.fracas.model.machine;

import org.jspecify.annotations.NullMarked;

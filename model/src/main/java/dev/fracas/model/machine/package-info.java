/**
 * The machine: cores with their programs, memory under sequential consistency or TSO, exclusive
 * monitors and inter-processor interrupts, as one {@link dev.fracas.model.TransitionSystem} over
 * packed states.
 *
 * <p>{@link dev.fracas.model.machine.Machine} is the way in. A program is compiled once to parallel
 * arrays; the generator executes them on packed states and allocates nothing.
 *
 * <p><b>Interrupts.</b> A core that waits with {@code awaitIpi} takes an interrupt where its
 * program says so. One that must be interrupted anywhere has a second program with a number of its
 * own, its handler ({@link dev.fracas.model.program.Program.Role.HandlerOf}). Taking the interrupt
 * is a step of the handler, which needs the store buffer of the interrupted program empty; from
 * then on that program has no step, until the handler waits again and its own stores are in memory.
 * To the interrupted program each run of the handler thus lies between two of its steps.
 */
@NullMarked
package dev.fracas.model.machine;

import org.jspecify.annotations.NullMarked;

/**
 * The machine: cores with their programs, one memory behind the memory systems of their ISAs,
 * exclusive monitors and inter-processor interrupts, as one {@link
 * dev.fracas.model.TransitionSystem} over packed states.
 *
 * <p>{@link dev.fracas.model.machine.Machine} is the way in. A program is compiled once to parallel
 * arrays; the generator executes them on packed states and allocates nothing.
 *
 * <p><b>Interrupts.</b> An interrupt is sent to a core of the hardware with a vector; for each pair
 * that a machine uses a state has two bits, in flight and pending, so that interrupts that nobody
 * has taken yet are one. A core that waits with {@code awaitIpi} takes an interrupt where its
 * program says so. One that must be interrupted anywhere has further programs with numbers of their
 * own, the handlers of some of its vectors ({@link
 * dev.fracas.model.program.Program.Role.HandlerOf}). Taking the interrupt is a step of the handler,
 * which needs the store buffer of the interrupted program empty; from then on that program and the
 * core's other handlers have no step, until the handler waits again and its own stores are in
 * memory. To the interrupted program each run of a handler thus lies between two of its steps. Of
 * several interrupts that are pending any may be taken first; priorities, masking and handlers that
 * are interrupted themselves there are not.
 */
@NullMarked
package dev.fracas.model.machine;

import org.jspecify.annotations.NullMarked;

/**
 * Programs of one core: what a mechanism is written in.
 *
 * <p>A mechanism names its {@link dev.fracas.model.program.Word}s and emits instructions through a
 * {@link dev.fracas.model.program.Routine}, which yields an immutable {@link
 * dev.fracas.model.program.Program}. Every access to memory is one step of the machine; arithmetic,
 * branches and ghosts belong to the step before them. {@link dev.fracas.model.program.Disassembly}
 * shows a program to a person, {@link dev.fracas.model.program.Liveness} tells which registers
 * matter where.
 */
@NullMarked
package dev.fracas.model.program;

import org.jspecify.annotations.NullMarked;

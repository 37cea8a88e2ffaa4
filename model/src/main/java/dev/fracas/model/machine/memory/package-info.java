/**
 * Memory systems: how the loads and stores of a core meet memory, and what the hardware does by
 * itself in between.
 *
 * <p>{@link dev.fracas.model.machine.memory.Memory} is the way in: it says which system the cores
 * of each ISA have. Each {@link dev.fracas.model.machine.memory.MemorySystem} is one record, which
 * carries all that is its own: its words for reports and traces, how it is written on the command
 * line and in a trace file, its smaller forms, and through {@link
 * dev.fracas.model.machine.memory.MemoryLayout} and {@link
 * dev.fracas.model.machine.memory.MemoryUnit} its part of a state and its steps. Nobody else knows
 * one system from another. A further one is a record here, with its name in the clause {@code
 * permits} and in the list below that.
 */
@NullMarked
package dev.fracas.model.machine.memory;

import org.jspecify.annotations.NullMarked;

package dev.fracas.model.machine;

import dev.fracas.model.ModelException;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.memory.Locations;
import dev.fracas.model.machine.memory.MemoryUnit;
import dev.fracas.model.machine.memory.Monitors;

/**
 * A generator whose program steps are Java byte code, made for one machine by {@link StepCompiler}.
 * The steps of the hardware are the same for all machines and stand here. Its twin is {@link
 * MachineGenerator}, which interprets.
 */
abstract class GeneratedSteps implements TransitionSystem.Generator {
    final Locations locations;
    final MemoryUnit memory;
    final Monitors monitors;

    /** For each core, which of its visible instructions have been executed. */
    final boolean[][] reached;

    private final Machine machine;

    GeneratedSteps(Machine machine) {
        this.machine = machine;
        this.locations = machine.locations();
        this.memory = machine.newMemoryUnit();
        this.monitors = machine.monitors();
        this.reached = new boolean[machine.cores()][];
        for (int core = 0; core < reached.length; core++) {
            reached[core] = new boolean[machine.programs[core].oops];
        }
    }

    /** Appends the successors by each core's next instruction, core 0 first. */
    abstract void programSteps(long[] s, int at, Successors out);

    @Override
    public final void successors(long[] s, int at, Successors out) {
        programSteps(s, at, out);
        memory.steps(s, at, out);
        machine.interrupts.deliveries(s, at, out);
    }

    /** Whether a handler of the core's interrupts keeps the program from stepping. */
    final boolean isInterrupted(long[] s, int at, int core) {
        return machine.isInterrupted(s, at, core);
    }

    /** What to throw when register-only instructions of a core repeat without end. */
    final ModelException endless(int core) {
        return MachineGenerator.endless(machine.programs[core]);
    }

    @Override
    public final boolean finished(long[] s, int at) {
        return machine.isFinished(s, at);
    }

    @Override
    public final void addReached(boolean[] all) {
        int next = 0;
        for (boolean[] ofCore : reached) {
            for (boolean was : ofCore) {
                all[next++] |= was;
            }
        }
    }
}

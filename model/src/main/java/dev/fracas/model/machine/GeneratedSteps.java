package dev.fracas.model.machine;

import dev.fracas.model.ModelException;
import dev.fracas.model.Step;
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
        if (machine.ipis) {
            for (int core = 0; core < reached.length; core++) {
                deliver(core, s, at, out);
            }
        }
    }

    private void deliver(int core, long[] s, int at, Successors out) {
        if (machine.inFlight[core].get(s, at) != 0) {
            int to = out.draft(s, at);
            machine.inFlight[core].set(out.states(), to, 0);
            machine.pending[core].set(out.states(), to, 1);
            out.commit(Step.code(core, Step.Kind.DELIVER, 0), -1);
        }
    }

    /** Whether the handler of the core's interrupts keeps the core's program from stepping. */
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

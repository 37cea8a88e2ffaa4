package dev.fracas.model.machine;

import dev.fracas.model.Step;
import dev.fracas.model.TraceWords;
import java.util.List;

/** How a trace of a machine reads; its states are told by core and by word of memory. */
record MachineWords(Machine system) implements TraceWords {
    @Override
    public String mover(int core) {
        return system.program(core).coreName();
    }

    @Override
    public String step(long[] before, Step step) {
        return MachineSteps.of(system, before, step);
    }

    @Override
    public String whyNot(long[] state, Step step, List<Step> possible) {
        return new Obstacle(system, state, step, possible).reason();
    }

    @Override
    public boolean isAtRest(long[] state, int core) {
        return system.isAtRest(state, 0, core);
    }
}

package dev.fracas.model.machine.view;

import dev.fracas.model.machine.Machine;
import dev.fracas.spec.interrupts.InterruptView;

/** What every machine shows of its interrupts. */
final class InterruptState implements InterruptView {
    private final StateReader state;
    private final Machine machine;

    InterruptState(StateReader state) {
        this.state = state;
        this.machine = state.machine();
    }

    @Override
    public boolean isUnderWay(int program) {
        return machine.isInterruptUnderWay(state.states(), state.at(), program);
    }

    @Override
    public boolean twoVectorsPending() {
        for (int core = 0; core < machine.cores(); core++) {
            if (machine.pendingOn(state.states(), state.at(), core) > 1) {
                return true;
            }
        }
        return false;
    }
}

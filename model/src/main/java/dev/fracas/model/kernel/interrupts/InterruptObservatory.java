package dev.fracas.model.kernel.interrupts;

import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.model.ViewWords;
import dev.fracas.model.machine.Machine;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import dev.fracas.spec.interrupts.InterruptView;
import java.util.Optional;

/** Shows a machine's interrupts, and whatever else the machine carries. */
public record InterruptObservatory(Machine.Observatory others) implements Machine.Observatory {
    @Override
    public <V extends View> StateObserver<V> observeStates(Machine machine, Class<V> view) {
        if (view != InterruptView.class) {
            return others.observeStates(machine, view);
        }
        Seen seen = new Seen(machine);
        V shown = view.cast(seen);
        return (states, at) -> {
            seen.moveTo(states, at);
            return shown;
        };
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Machine machine, Class<V> view) {
        return others.observeSteps(machine, view);
    }

    @Override
    public Optional<ViewWords<?>> words(Class<? extends View> view) {
        return others.words(view);
    }

    private static final class Seen implements InterruptView {
        private final Machine machine;
        private long[] states = new long[0];
        private int at;

        Seen(Machine machine) {
            this.machine = machine;
        }

        void moveTo(long[] newStates, int newAt) {
            states = newStates;
            at = newAt;
        }

        @Override
        public boolean isUnderWay(int program) {
            return machine.isInterruptUnderWay(states, at, program);
        }

        @Override
        public boolean twoVectorsPending() {
            for (int core = 0; core < machine.cores(); core++) {
                if (machine.pendingOn(states, at, core) > 1) {
                    return true;
                }
            }
            return false;
        }
    }
}

package dev.fracas.checkers.sample;

import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.Word;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;

/** Shows a {@link HandOver} as a {@link PageView}. */
record HandOverObservatory() implements Machine.Observatory {
    static final Word STALE = Word.ghost("stale", 1);

    @Override
    public <V extends View> StateObserver<V> observeStates(Machine machine, Class<V> view) {
        return (states, at) -> view.cast(new Seen(machine, states, at));
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Machine machine, Class<V> view) {
        throw new IllegalArgumentException("it shows no " + view.getSimpleName());
    }

    /** Needs the page and waits for it. */
    record Faults() implements Note {
        @Override
        public String toString() {
            return "faulting";
        }
    }

    private record Seen(Machine machine, long[] states, int at) implements PageView {
        @Override
        public boolean isFaulting(int core) {
            int next = machine.nextInstruction(states, at, core);
            return machine.program(core).sites().get(next).notes().contains(new Faults());
        }

        @Override
        public boolean usedStalePage() {
            int location = machine.locations().whole(STALE.array(), 0);
            return machine.locations().read(states, at, location) != 0;
        }
    }
}

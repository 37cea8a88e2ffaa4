package dev.fracas.counterexamples;

import dev.fracas.model.Step;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.model.ViewWords;
import dev.fracas.model.lock.LockWords;
import dev.fracas.model.machine.Machine;
import dev.fracas.spec.Isa;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import dev.fracas.spec.lock.LockStep;
import dev.fracas.spec.lock.LockView;
import java.util.List;
import java.util.Optional;

/** Shows a {@link SampleLock} as the properties of locks see it. */
record SampleObservatory(List<Isa> isas) implements Machine.Observatory {
    @Override
    public <V extends View> StateObserver<V> observeStates(Machine machine, Class<V> view) {
        return (states, at) -> view.cast(new Seen(machine, isas, states, at));
    }

    @Override
    public Optional<ViewWords<?>> words(Class<? extends View> view) {
        return LockWords.of(view);
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Machine machine, Class<V> view) {
        return (before, b, step, written, after, a) ->
                view.cast(
                        new SeenStep(
                                machine,
                                new Seen(machine, isas, before, b),
                                Step.of(step),
                                written,
                                new Seen(machine, isas, after, a)));
    }

    private record Seen(Machine machine, List<Isa> isas, long[] states, int at)
            implements LockView {
        private int noted(SampleNote note) {
            int set = 0;
            for (int core = 0; core < machine.cores(); core++) {
                int next = machine.nextInstruction(states, at, core);
                if (next >= 0 && machine.program(core).sites().get(next).notes().contains(note)) {
                    set |= 1 << core;
                }
            }
            return set;
        }

        long counter() {
            int location = machine.locations().whole(SampleLock.COUNTER.array(), 0);
            return machine.locations().read(states, at, location);
        }

        @Override
        public int cores() {
            return machine.cores();
        }

        @Override
        public Isa isa(int core) {
            return isas.get(core);
        }

        @Override
        public int waiting() {
            return noted(SampleNote.WAITS);
        }

        @Override
        public int holders() {
            return noted(SampleNote.INSIDE);
        }

        @Override
        public int readers() {
            return 0;
        }

        @Override
        public int releasing() {
            return 0;
        }

        @Override
        public int owners() {
            return noted(SampleNote.INSIDE);
        }

        @Override
        public int arrivalRank(int core) {
            return 0;
        }

        @Override
        public boolean tornPairAccepted() {
            return false;
        }

        @Override
        public int oopsed() {
            return 0;
        }
    }

    private record SeenStep(Machine machine, Seen before, Step step, int written, Seen after)
            implements LockStep {
        @Override
        public int core() {
            return step.core();
        }

        @Override
        public boolean byProgram() {
            return step.kind() == Step.Kind.INSTRUCTION || step.kind() == Step.Kind.SPIN;
        }

        @Override
        public boolean writesCounter() {
            return written >= 0
                    && written == machine.locations().whole(SampleLock.COUNTER.array(), 0);
        }

        @Override
        public long counterBefore() {
            return before.counter();
        }

        @Override
        public long counterAfter() {
            return after.counter();
        }

        @Override
        public long counterModulus() {
            return 4;
        }

        @Override
        public boolean onSlowPath() {
            return false;
        }

        @Override
        public boolean beginsRelease() {
            return false;
        }

        @Override
        public boolean previousHolderWas(Isa isa) {
            return false;
        }
    }
}

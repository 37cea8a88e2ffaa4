package dev.fracas.counterexamples;

import dev.fracas.model.lock.LockWords;
import dev.fracas.model.machine.view.CoreSet;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.machine.view.StateReader;
import dev.fracas.model.machine.view.StepReader;
import dev.fracas.model.machine.view.Words;
import dev.fracas.spec.Isa;
import dev.fracas.spec.lock.LockStep;
import dev.fracas.spec.lock.LockView;

/** Shows a {@link SampleLock} as the properties of locks see it. */
final class SampleObservatory {
    static final Observatory OBSERVATORY =
            Observatory.GENERAL
                    .showing(LockView.class, Seen::new, LockWords::ofState)
                    .showingSteps(LockStep.class, SeenStep::new, LockWords::ofStep);

    private SampleObservatory() {}

    private static final class Seen implements LockView {
        private final StateReader state;
        private final CoreSet waiting;
        private final CoreSet inside;

        Seen(StateReader state) {
            this.state = state;
            waiting = state.cores(SampleNote.WAITS);
            inside = state.cores(SampleNote.INSIDE);
        }

        @Override
        public int cores() {
            return state.machine().cores();
        }

        @Override
        public Isa isa(int core) {
            return state.machine().program(core).isa();
        }

        @Override
        public int waiting() {
            return waiting.mask();
        }

        @Override
        public int holders() {
            return inside.mask();
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
            return inside.mask();
        }

        @Override
        public int arrivalRank(int core) {
            return 0;
        }

        @Override
        public boolean tornPairAccepted() {
            return false;
        }
    }

    private static final class SeenStep implements LockStep {
        private final StepReader step;
        private final Seen before;
        private final Seen after;
        private final Words counterBefore;
        private final Words counterAfter;

        SeenStep(StepReader step) {
            this.step = step;
            before = new Seen(step.before());
            after = new Seen(step.after());
            counterBefore = step.before().word(SampleLock.COUNTER);
            counterAfter = step.after().word(SampleLock.COUNTER);
        }

        @Override
        public int core() {
            return step.core();
        }

        @Override
        public boolean byProgram() {
            return step.isByProgram();
        }

        @Override
        public LockView before() {
            return before;
        }

        @Override
        public LockView after() {
            return after;
        }

        @Override
        public boolean writesCounter() {
            return step.writes(counterAfter);
        }

        @Override
        public long counterBefore() {
            return counterBefore.whole(0);
        }

        @Override
        public long counterAfter() {
            return counterAfter.whole(0);
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

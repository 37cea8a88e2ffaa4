package dev.fracas.model.lock;

import dev.fracas.model.Step;
import dev.fracas.model.lock.use.CriticalSection;
import dev.fracas.model.lock.use.LockNote;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.view.CoreSet;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.machine.view.StateReader;
import dev.fracas.model.machine.view.StepReader;
import dev.fracas.model.machine.view.Words;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import dev.fracas.spec.lock.LockStep;
import dev.fracas.spec.lock.LockView;
import java.util.List;

/**
 * Shows the states and the steps of a {@link LockWorkload} as {@link LockView} and {@link
 * LockStep}: who does what by the {@link LockNote}s, and the rest by the words of the section.
 *
 * @param grants words by which cores are given the lock, an element for each core
 */
public record LockObservatory(CriticalSection section, List<WordArray> grants) {
    /** Shows them besides what every machine shows. */
    public Observatory observatory() {
        return Observatory.GENERAL
                .showing(LockView.class, Seen::new, LockWords::ofState)
                .showingSteps(LockStep.class, SeenStep::new, LockWords::ofStep);
    }

    private final class Seen implements LockView {
        private final Machine machine;
        private final CoreSet waiting;
        private final CoreSet holders;
        private final CoreSet readers;
        private final CoreSet releasing;
        private final CoreSet owners;
        private final Words ranks;
        private final CoreSet trying;
        private final CoreSet without;
        private final CoreSet nested;
        private final CoreSet upgrading;
        private final Words torn;
        private final Words staleUpgrade;
        private final Words staleDowngrade;

        Seen(StateReader state) {
            machine = state.machine();
            waiting = state.cores(LockNote.WAITS);
            holders = state.cores(LockNote.INSIDE);
            readers = state.cores(LockNote.READS);
            releasing = state.cores(LockNote.RELEASES);
            owners = state.cores(LockNote.OWNS);
            trying = state.cores(LockNote.TRIES);
            without = state.cores(LockNote.WITHOUT);
            nested = state.cores(LockNote.NESTED);
            upgrading = state.cores(LockNote.UPGRADES);
            ranks = state.words(section.ranks());
            torn = state.word(section.torn());
            staleUpgrade = state.word(section.staleUpgrade());
            staleDowngrade = state.word(section.staleDowngrade());
        }

        @Override
        public int cores() {
            return machine.cores();
        }

        @Override
        public Isa isa(int core) {
            return machine.program(core).isa();
        }

        @Override
        public int waiting() {
            return waiting.mask();
        }

        @Override
        public int holders() {
            return holders.mask();
        }

        @Override
        public int readers() {
            return readers.mask();
        }

        @Override
        public int releasing() {
            return releasing.mask();
        }

        @Override
        public int owners() {
            return owners.mask();
        }

        @Override
        public int arrivalRank(int core) {
            return ranks.at(core);
        }

        @Override
        public boolean tornPairAccepted() {
            return torn.isSet();
        }

        @Override
        public int trying() {
            return trying.mask();
        }

        @Override
        public int without() {
            return without.mask();
        }

        @Override
        public int nested() {
            return nested.mask();
        }

        @Override
        public int upgrading() {
            return upgrading.mask();
        }

        @Override
        public boolean upgradedOnStaleRead() {
            return staleUpgrade.isSet();
        }

        @Override
        public boolean downgradedOnLostWrite() {
            return staleDowngrade.isSet();
        }
    }

    private final class SeenStep implements LockStep {
        private final StepReader step;
        private final Seen before;
        private final Seen after;
        private final CoreSet slowAfter;
        private final CoreSet beginRelease;
        private final Words counterBefore;
        private final Words counterAfter;
        private final Words holderBefore;
        private final Words[] granted;

        SeenStep(StepReader step) {
            this.step = step;
            before = new Seen(step.before());
            after = new Seen(step.after());
            slowAfter = step.after().cores(LockNote.ON_SLOW_PATH);
            beginRelease = step.before().cores(LockNote.RELEASE_BEGINS);
            counterBefore = step.before().word(section.counter());
            counterAfter = step.after().word(section.counter());
            holderBefore = step.before().word(section.previousHolder());
            granted = grants.stream().map(step.after()::words).toArray(Words[]::new);
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
            return 1L << section.counter().array().bits();
        }

        @Override
        public int givesTo() {
            int given = 0;
            for (Words words : granted) {
                int core = step.elementWritten(words);
                given |= core >= 0 && words.whole(core) != 0 ? 1 << core : 0;
            }
            return given;
        }

        @Override
        public boolean onSlowPath() {
            return slowAfter.has(core());
        }

        @Override
        public boolean beginsRelease() {
            return step.kind() == Step.Kind.INSTRUCTION && beginRelease.has(core());
        }

        @Override
        public boolean previousHolderWas(Isa isa) {
            return holderBefore.at(0) == CriticalSection.codeOf(isa);
        }
    }
}

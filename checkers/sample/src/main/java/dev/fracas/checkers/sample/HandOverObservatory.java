package dev.fracas.checkers.sample;

import dev.fracas.model.machine.view.CoreSet;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.machine.view.StateReader;
import dev.fracas.model.machine.view.Words;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.Word;

/** Shows a {@link HandOver} as a {@link PageView}. */
final class HandOverObservatory {
    static final Word STALE = Word.ghost("stale", 1);

    static final Observatory OBSERVATORY = Observatory.GENERAL.showing(PageView.class, Seen::new);

    private HandOverObservatory() {}

    /** Needs the page and waits for it. */
    record Faults() implements Note {
        @Override
        public String toString() {
            return "faulting";
        }
    }

    private static final class Seen implements PageView {
        private final CoreSet faulting;
        private final Words stale;

        Seen(StateReader state) {
            faulting = state.cores(new Faults());
            stale = state.word(STALE);
        }

        @Override
        public boolean isFaulting(int core) {
            return faulting.has(core);
        }

        @Override
        public boolean usedStalePage() {
            return stale.isSet();
        }
    }
}

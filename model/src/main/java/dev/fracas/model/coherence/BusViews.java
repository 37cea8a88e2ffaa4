package dev.fracas.model.coherence;

import static dev.fracas.model.coherence.BusState.LINES;
import static dev.fracas.model.coherence.Mesi.EXCLUSIVE;
import static dev.fracas.model.coherence.Mesi.INVALID;
import static dev.fracas.model.coherence.Mesi.MODIFIED;

import dev.fracas.model.Step;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.model.coherence.MesiBus.Act;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import dev.fracas.spec.coherence.CoherenceStep;
import dev.fracas.spec.coherence.CoherenceView;

/** What a bus shows. */
final class BusViews {
    private BusViews() {}

    static <V extends View> StateObserver<V> observeStates(BusState at, Class<V> view) {
        if (view != CoherenceView.class) {
            throw new IllegalArgumentException("a bus shows no " + view.getSimpleName());
        }
        OfState seen = new OfState(at);
        V shown = view.cast(seen);
        return (states, from) -> {
            seen.state = states[from];
            return shown;
        };
    }

    static <V extends StepView> StepObserver<V> observeSteps(MesiBus bus, Class<V> view) {
        if (view != CoherenceStep.class) {
            throw new IllegalArgumentException("a bus shows no " + view.getSimpleName());
        }
        OfStep seen = new OfStep(bus);
        V shown = view.cast(seen);
        return (before, b, step, written, after, a) -> {
            seen.before = before[b];
            seen.after = after[a];
            seen.step = step;
            return shown;
        };
    }

    private static final class OfState implements CoherenceView {
        private final BusState at;
        private long state;

        OfState(BusState at) {
            this.at = at;
        }

        @Override
        public int lines() {
            return LINES;
        }

        @Override
        public int owners(int line) {
            return holding(line, EXCLUSIVE);
        }

        @Override
        public int copies(int line) {
            return holding(line, INVALID + 1);
        }

        private int holding(int line, int atLeast) {
            int caches = 0;
            for (int cache = 0; cache < at.caches(); cache++) {
                caches |= at.copy(state, cache, line) >= atLeast ? 1 << cache : 0;
            }
            return caches;
        }

        @Override
        public boolean cleanCopiesEqualMemory(int line) {
            int clean = at.memory(state, line);
            for (int cache = 0; cache < at.caches(); cache++) {
                int has = at.copy(state, cache, line);
                if (has != INVALID && has != MODIFIED && at.data(state, cache, line) != clean) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean isWaiting(int cache) {
            return at.request(state, cache) != BusState.IDLE;
        }
    }

    private static final class OfStep implements CoherenceStep {
        private final MesiBus bus;
        private final BusState at;
        private long before;
        private long after;
        private int step;

        OfStep(MesiBus bus) {
            this.bus = bus;
            this.at = bus.state();
        }

        @Override
        public boolean readsStale() {
            Act act = Act.of(step);
            if (act != Act.READ_HIT && act != Act.READ_MISS) {
                return false;
            }
            int line = Act.operand(step);
            return at.data(after, Step.coreOf(step), line) != at.lastWrite(after, line);
        }

        @Override
        public boolean takesModifiedLineOfOtherIsa() {
            Act act = Act.of(step);
            boolean takes = act == Act.READ_MISS || act == Act.WRITE_LINE;
            return takes && otherIsaHad(MODIFIED);
        }

        @Override
        public boolean writesLineOfOtherIsa() {
            return Act.of(step) == Act.WRITE_LINE && otherIsaHad(INVALID + 1);
        }

        private boolean otherIsaHad(int atLeast) {
            int mover = Step.coreOf(step);
            int line = Act.operand(step);
            for (int cache = 0; cache < at.caches(); cache++) {
                if (bus.isa(cache) != bus.isa(mover) && at.copy(before, cache, line) >= atLeast) {
                    return true;
                }
            }
            return false;
        }
    }
}

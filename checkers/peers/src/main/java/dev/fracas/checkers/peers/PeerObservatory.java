package dev.fracas.checkers.peers;

import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Note;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;

/** Shows how many cores stand before an instruction with the note {@link Critical}. */
final class PeerObservatory implements Machine.Observatory {
    /** The last instruction of a critical section: who stands before it is inside. */
    record Critical() implements Note {}

    @Override
    public <V extends View> StateObserver<V> observeStates(Machine machine, Class<V> view) {
        if (view != CriticalView.class) {
            throw new IllegalArgumentException("a peer's lock shows no " + view.getSimpleName());
        }
        Inside inside = new Inside(machine);
        V shown = view.cast(inside);
        return (states, at) -> {
            inside.moveTo(states, at);
            return shown;
        };
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Machine machine, Class<V> view) {
        throw new IllegalArgumentException("a peer's lock shows no " + view.getSimpleName());
    }

    private static final class Inside implements CriticalView {
        private final Machine machine;

        /** For each core and each of its pcs, 1 inside the critical section and 0 elsewhere. */
        private final int[][] insideAt;

        private long[] states = new long[0];
        private int at;

        Inside(Machine machine) {
            this.machine = machine;
            this.insideAt = new int[machine.cores()][];
            for (int core = 0; core < insideAt.length; core++) {
                insideAt[core] = new int[machine.pcCount(core)];
                for (int pc = 0; pc < insideAt[core].length; pc++) {
                    int instruction = machine.instructionAt(core, pc);
                    boolean critical =
                            instruction >= 0
                                    && machine.program(core)
                                            .sites()
                                            .get(instruction)
                                            .notes()
                                            .contains(new Critical());
                    insideAt[core][pc] = critical ? 1 : 0;
                }
            }
        }

        void moveTo(long[] newStates, int newAt) {
            states = newStates;
            at = newAt;
        }

        @Override
        public int inside() {
            int inside = 0;
            for (int core = 0; core < insideAt.length; core++) {
                inside += insideAt[core][machine.pcOf(states, at, core)];
            }
            return inside;
        }
    }
}

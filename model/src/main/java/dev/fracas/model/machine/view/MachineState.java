package dev.fracas.model.machine.view;

import dev.fracas.model.ViewWords.CoreNames;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;
import dev.fracas.spec.machine.MachineView;
import java.util.ArrayList;
import java.util.List;

/** What every machine shows. */
final class MachineState implements MachineView {
    private final Machine machine;
    private final CoreSet stopped;
    private final LockBalance locks;

    MachineState(StateReader state, List<Word> locks) {
        this.machine = state.machine();
        this.stopped = state.stopped();
        this.locks = new LockBalance(state, locks);
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
    public int oopsed() {
        return stopped.mask();
    }

    @Override
    public int releasingUnheld() {
        return locks.releasingUnheld();
    }

    @Override
    public boolean lockHeldAtEnd() {
        return locks.isHeldAtEnd();
    }

    /** How it reads. */
    static String inWords(MachineView view, CoreNames names) {
        List<String> clauses = new ArrayList<>();
        if (view.oopsed() != 0) {
            clauses.add(
                    names.of(view.oopsed())
                            + (Integer.bitCount(view.oopsed()) == 1 ? " has " : " have ")
                            + CoreNames.STOPPED);
        }
        if (view.releasingUnheld() != 0) {
            clauses.add(
                    "a lock that %s is about to release is not held"
                            .formatted(names.of(view.releasingUnheld())));
        }
        if (view.lockHeldAtEnd()) {
            clauses.add("every thread has ended, and a lock is held");
        }
        return clauses.isEmpty()
                ? "no core has stopped, and no lock is amiss"
                : String.join(", ", clauses);
    }
}

package dev.fracas.checkers.linearizability.recording;

import static dev.fracas.checkers.linearizability.Result.DONE;

import dev.fracas.checkers.linearizability.objects.LockCall;
import dev.fracas.model.Step;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.spec.lock.LockStep;
import dev.fracas.spec.lock.LockView;
import dev.fracas.spec.machine.MachineView;

/**
 * Sees the calls of a lock on any machine that shows {@link LockStep}s. An acquire begins with its
 * first step and returns with the step that gets the core inside; a release begins with its first
 * step and returns with its last. On TSO that may leave the store that frees the lock in the store
 * buffer, which is sound: until it drains, an acquire of another core has not returned.
 *
 * <p>For locks with one owner. Readers take no part in {@link
 * dev.fracas.checkers.linearizability.objects.Lock}.
 */
public final class LockProbe implements Probe {
    /** What the history calls the lock. */
    public static final String LOCK = "lock";

    private final Machine machine;
    private final StepObserver<LockStep> steps;
    private final StateObserver<MachineView> machines;

    /**
     * @throws IllegalArgumentException when the machine shows no lock
     */
    public LockProbe(Machine machine) {
        this.machine = machine;
        steps = machine.observeSteps(LockStep.class);
        machines = machine.observeStates(MachineView.class);
    }

    /**
     * @throws IllegalStateException when a core got inside as a reader
     */
    @Override
    public void stepped(long[] before, Effect effect, CallLog log) {
        Step step = effect.step();
        LockStep seen = steps.at(before, 0, step.code(), effect.memoryWritten(), effect.after(), 0);
        if (!seen.byProgram()) {
            return;
        }
        int core = seen.core();
        String process = machine.program(core).coreName();
        LockView after = seen.after();
        boolean waited = contains(seen.before().waiting(), core);
        boolean waits = contains(after.waiting(), core);
        if (contains(after.readers(), core)) {
            throw new IllegalStateException(process + " is a reader: not a lock with one owner");
        }
        if (seen.beginsRelease()) {
            if (log.isOpen(process)) {
                log.end(process, DONE);
            }
            log.begin(process, LOCK, LockCall.RELEASE);
        } else if (waited && !log.isOpen(process)) {
            log.begin(process, LOCK, LockCall.ACQUIRE);
        }
        boolean released = contains(seen.before().releasing(), core);
        boolean goesOn = released ? contains(after.releasing(), core) : waits;
        if (log.isOpen(process)
                && !goesOn
                && !contains(machines.at(effect.after(), 0).oopsed(), core)) {
            log.end(process, DONE);
        }
    }

    private static boolean contains(int cores, int core) {
        return (cores >> core & 1) != 0;
    }
}

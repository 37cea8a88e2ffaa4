package dev.fracas.model.machine.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.kernel.locking.ReaderWriterSemaphore;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;
import dev.fracas.spec.machine.MachineView;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LockBalanceTest {
    private static final Threads ALONE = Threads.of(List.of(Isa.X86_64), List.of());

    private final FairSpinLock spinlock = new FairSpinLock("lock", ALONE);
    private final ReaderWriterSemaphore semaphore =
            new ReaderWriterSemaphore(Word.named("sem"), ALONE);

    @Test
    void whoReleasesWhatItHasTakenIsInOrder() {
        Run run =
                run(r -> {
                    semaphore.downWrite(r);
                    spinlock.lock(r);
                    spinlock.unlock(r);
                    semaphore.upWrite(r);
                    semaphore.downRead(r);
                    semaphore.upRead(r);
                });
        assertThat(run).isEqualTo(new Run(false, false));
    }

    @Test
    void aSpinlockThatIsReleasedUntakenIsSeen() {
        assertThat(run(spinlock::unlock)).isEqualTo(new Run(true, false));
    }

    @Test
    void aReadersSemaphoreThatIsReleasedAsTheWritersIsSeen() {
        Run run =
                run(r -> {
                    semaphore.downRead(r);
                    semaphore.upWrite(r);
                });
        assertThat(run).isEqualTo(new Run(true, true));
    }

    @Test
    void aWritersSemaphoreThatIsReleasedAsAReadersIsSeen() {
        Run run =
                run(r -> {
                    semaphore.downWrite(r);
                    semaphore.upRead(r);
                });
        assertThat(run.releasesUnheld()).isTrue();
    }

    @Test
    void aLockThatIsKeptIsSeenAtTheEnd() {
        assertThat(run(spinlock::lock)).isEqualTo(new Run(false, true));
        assertThat(run(semaphore::downRead)).isEqualTo(new Run(false, true));
        assertThat(run(semaphore::downWrite)).isEqualTo(new Run(false, true));
    }

    private record Run(boolean releasesUnheld, boolean keepsLock) {}

    /** What is seen of a core that is alone, from its first state to its last. */
    private Run run(Consumer<Routine> body) {
        Routine r = new Routine(0, 1, Isa.X86_64);
        body.accept(r);
        Machine machine =
                new Machine(
                        List.of(r.build()),
                        Memory.sequentialConsistency(),
                        Exclusives.ARCHITECTURAL,
                        Observatory.GENERAL.locks(List.of(spinlock.word(), semaphore.word())));
        StateObserver<MachineView> observer = machine.observeStates(MachineView.class);
        boolean releases = false;
        boolean keeps = false;
        Successors now = new Successors(machine.layout().words());
        machine.initialStates(now);
        while (now.count() > 0) {
            MachineView view = observer.at(now.states(), 0);
            releases |= view.releasingUnheld() != 0;
            keeps = view.lockHeldAtEnd();
            Successors next = new Successors(machine.layout().words());
            machine.newGenerator().successors(now.states(), 0, next);
            now = next;
        }
        return new Run(releases, keeps);
    }
}

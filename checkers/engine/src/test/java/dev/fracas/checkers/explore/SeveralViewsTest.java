package dev.fracas.checkers.explore;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.lock.LockProperties.MUTUAL_EXCLUSION;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;
import static dev.fracas.spec.machine.MachineProperties.NO_LOCK_LEFT;
import static dev.fracas.spec.machine.MachineProperties.NO_OOPS;
import static dev.fracas.spec.machine.MachineProperties.RUN_COMPLETES;
import static dev.fracas.spec.machine.MachineProperties.UNLOCK_BALANCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.kernel.Threads;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.lock.LockObservatory;
import dev.fracas.model.lock.use.CriticalSection;
import dev.fracas.model.lock.use.LockNote;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.machine.view.Observatory;
import dev.fracas.model.machine.view.StepReader;
import dev.fracas.model.machine.view.Words;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.StepView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A lock and a letter box on one machine, each with its view and its properties. */
class SeveralViewsTest {
    private static final List<Isa> CORES = List.of(Isa.X86_64, Isa.AARCH64);

    /** What a letter box shows of a step. */
    private interface LetterBoxStep extends StepView {
        boolean loses();
    }

    private static final Property<LetterBoxStep> NO_LETTER_LOST =
            Property.never(
                    "no-letter-lost",
                    "Whoever posts a letter adds it to those that are there.",
                    Source.source("these tests", "letter box"),
                    LetterBoxStep.class,
                    LetterBoxStep::loses);

    private static final List<Property<?>> ALL =
            List.of(
                    MUTUAL_EXCLUSION,
                    NO_LETTER_LOST,
                    NO_DEADLOCK,
                    NO_OOPS,
                    UNLOCK_BALANCE,
                    NO_LOCK_LEFT);

    private static final Word LETTERS = Word.named("letters").bits(2);

    private record Seen(StepReader step, Words before, Words after) implements LetterBoxStep {
        Seen(StepReader step) {
            this(step, step.before().word(LETTERS), step.after().word(LETTERS));
        }

        @Override
        public boolean loses() {
            return step.writes(after) && after.at(0) != before.at(0) + 1;
        }
    }

    private final FairSpinLock lock = new FairSpinLock("lock", Threads.of(CORES, List.of()));

    private final Observatory locks =
            new LockObservatory(CriticalSection.of(CORES.size(), 1), List.of())
                    .observatory()
                    .locks(List.of(lock.word()));

    private final Observatory letterBox =
            Observatory.GENERAL.showingSteps(LetterBoxStep.class, Seen::new);

    @Test
    void theRightProgramKeepsThePropertiesOfBothFamiliesAndOfEveryMachine() {
        Machine machine =
                machine((r, post) -> {
                    lock.lock(r);
                    post.run();
                    lock.unlock(r);
                });
        assertThat(decided(machine, ALL)).isEmpty();
        assertThat(decided(machine, List.of(RUN_COMPLETES))).containsExactly("run-completes");
    }

    @Test
    void withoutTheLockBothFamiliesSeeTheRace() {
        Machine machine = machine((r, post) -> post.run());
        assertThat(decided(machine, ALL))
                .containsExactlyInAnyOrder("mutual-exclusion", "no-letter-lost");
    }

    @Test
    void aLockThatIsKeptIsADeadlockOfTheMachine() {
        Machine machine =
                machine((r, post) -> {
                    lock.lock(r);
                    post.run();
                });
        assertThat(decided(machine, ALL)).containsExactly("no-deadlock");
    }

    @Test
    void aSecondUnlockIsSeenByTheWordOfTheLock() {
        Machine machine =
                machine((r, post) -> {
                    lock.lock(r);
                    post.run();
                    lock.unlock(r);
                    lock.unlock(r);
                });
        assertThat(decided(machine, ALL)).contains("unlock-balance");
    }

    private Machine machine(BiConsumer<Routine, Runnable> body) {
        List<Program> programs = new ArrayList<>();
        for (Isa isa : CORES) {
            Routine r = new Routine(programs.size(), CORES.size(), isa);
            body.accept(r, () -> r.noted(LockNote.INSIDE, () -> post(r)));
            programs.add(r.build());
        }
        return new Machine(
                programs,
                Memory.totalStoreOrder(1),
                Exclusives.ARCHITECTURAL,
                locks.and(letterBox));
    }

    private static void post(Routine r) {
        Register there = r.load(LETTERS, RELAXED);
        r.store(LETTERS, there.plus(1), RELAXED);
    }

    private static Set<String> decided(Machine machine, List<Property<?>> properties) {
        Exploration exploration = Explorer.unbounded().withWorkers(1).explore(machine, properties);
        return properties.stream()
                .filter(exploration::isDecided)
                .map(Property::id)
                .collect(Collectors.toSet());
    }
}

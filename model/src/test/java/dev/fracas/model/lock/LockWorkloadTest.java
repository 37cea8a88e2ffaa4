package dev.fracas.model.lock;

import static dev.fracas.model.lock.LockMachines.SC;
import static dev.fracas.model.lock.LockMachines.TSO;
import static dev.fracas.model.lock.LockMachines.locksFor;
import static dev.fracas.model.lock.LockMachines.machine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.lock.use.LockNote;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.Note;
import dev.fracas.model.program.Program.Site;
import dev.fracas.model.program.WordArray;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LockWorkloadTest {
    static List<LockMechanism> locks() {
        return locksFor("x86,arm");
    }

    @ParameterizedTest
    @MethodSource("locks")
    void everyCoreWaitsGetsInsideAndReleases(LockMechanism lock) {
        Machine built = lock.machine(machine(lock, "x86,arm", 2, TSO));
        for (int core = 0; core < 2; core++) {
            assertThat(notes(built, core))
                    .contains(
                            LockNote.WAITS,
                            LockNote.INSIDE,
                            LockNote.OWNS,
                            LockNote.RELEASE_BEGINS);
        }
    }

    @ParameterizedTest
    @MethodSource("locks")
    void twoRoundsOnTwoCoresAreASmallSpace(LockMechanism lock) {
        for (Memory memory : List.of(SC, TSO)) {
            Machine built = lock.machine(machine(lock, "x86,arm", 2, memory));
            assertThat(Exploration.of(built, List.of()).states()).isBetween(40, 20_000);
        }
    }

    @ParameterizedTest
    @MethodSource("locks")
    void everyLockCanBePutOnEightCores(LockMechanism lock) {
        String eight = "x86,arm,arm,x86,x86,x86,arm,arm";
        if (lock.unsuitable(machine(lock, eight, 1, TSO)).isEmpty()) {
            int companions = lock.id().equals("logbuf") ? 2 : 0;
            assertThat(lock.machine(machine(lock, eight, 15, TSO)).cores())
                    .isEqualTo(8 + companions);
        }
    }

    @Test
    void theCounterNeverWrapsInTheBoundedForm() {
        LockMechanism tas = LockMechanisms.named("tas");
        assertThat(counterBits(tas, 2)).isEqualTo(3);
        assertThat(counterBits(tas, 15)).isEqualTo(5);
        assertThat(counterBits(tas, MachineDescription.ENDLESS)).isEqualTo(1);
    }

    @Test
    void ghostsExistOnlyWhereAPropertyNeedsThem() {
        assertThat(ghosts("tas", "x86,x86", 2)).isEmpty();
        assertThat(ghosts("tas", "x86,arm", 2)).containsExactly("previous holder");
        assertThat(ghosts("ticket", "x86,x86", 2)).containsExactly("arrival");
        assertThat(ghosts("qrwlock", "arm,arm", 2)).isEmpty();
        assertThat(ghosts("seqlock", "arm,arm", 2)).containsExactly("torn");
        assertThat(ghosts("ticket", "x86,arm", MachineDescription.ENDLESS)).isEmpty();
    }

    private static Set<Note> notes(Machine machine, int core) {
        Set<Note> notes = new HashSet<>();
        machine.program(core).sites().stream().map(Site::notes).forEach(notes::addAll);
        return notes;
    }

    private static int counterBits(LockMechanism lock, int rounds) {
        return arrays(lock, "x86,arm", rounds)
                .filter(array -> array.name().equals("counter"))
                .findFirst()
                .orElseThrow()
                .bits();
    }

    private static List<String> ghosts(String id, String cores, int rounds) {
        return arrays(LockMechanisms.named(id), cores, rounds)
                .filter(WordArray::ghost)
                .map(WordArray::name)
                .toList();
    }

    private static Stream<WordArray> arrays(LockMechanism lock, String cores, int rounds) {
        return lock.machine(machine(lock, cores, rounds, SC)).locations().arrays().stream();
    }
}

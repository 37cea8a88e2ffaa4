package dev.fracas.model.lock;

import static dev.fracas.model.lock.LockMachines.SC;
import static dev.fracas.model.lock.LockMachines.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fracas.model.mechanism.Defect;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockMechanismsTest {
    @Test
    void idsAreThoseOfTheCommandLine() {
        assertThat(LockMechanisms.all())
                .extracting(LockMechanism::id)
                .containsExactlyInAnyOrder(
                        "tas",
                        "tas-exclusive",
                        "ttas",
                        "tas-ipi",
                        "ticket",
                        "mcs",
                        "clh",
                        "qspinlock",
                        "qrwlock",
                        "seqlock",
                        "filter",
                        "filter-unfenced",
                        "dekker",
                        "dekker-unfenced",
                        "stramash-ptl@paper",
                        "stramash-ptl@released",
                        "ticket-trylock",
                        "qspinlock-trylock",
                        "osq",
                        "die-lock",
                        "rwsem",
                        "rwsem-upgrade",
                        "logbuf");
    }

    @Test
    void aLockIsFoundByItsId() {
        assertThat(LockMechanisms.named("mcs").id()).isEqualTo("mcs");
    }

    @Test
    void idsOfEarlierVersionsAreStillFound() {
        assertThat(LockMechanisms.named("stramash-ptl").id()).isEqualTo("stramash-ptl@paper");
        assertThat(LockMechanisms.named("stramash-ptl-released").id())
                .isEqualTo("stramash-ptl@released");
    }

    @Test
    void anUnknownIdIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> LockMechanisms.named("futex"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "unknown lock 'futex': expected one of tas, tas-exclusive,");
    }

    @Test
    void anUnknownDefectIsAnsweredWithThoseThereAre() {
        LockMechanism ttas = LockMechanisms.named("ttas");
        assertThatThrownBy(() -> ttas.machine(machine(ttas, "x86", 1, SC).withDefect("mcs-late")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ttas has no defect 'mcs-late'; it has [ttas-store]");
    }

    @Test
    void dekkersLockIsForTwoCores() {
        LockMechanism dekker = LockMechanisms.named("dekker");
        assertThat(dekker.unsuitable(machine(dekker, "x86,arm", 1, SC))).isEmpty();
        assertThat(dekker.unsuitable(machine(dekker, "x86,arm,arm", 1, SC)))
                .contains("it is a lock for exactly 2 cores, not 3");
        assertThatThrownBy(() -> dekker.machine(machine(dekker, "x86", 1, SC)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dekker: it is a lock for exactly 2 cores, not 1");
    }

    @Test
    void noLockIsForMoreCoresThanAMachineHas() {
        LockMechanism tas = LockMechanisms.named("tas");
        String nine = String.join(",", Collections.nCopies(9, "arm"));
        assertThat(tas.unsuitable(machine(tas, nine, 1, SC)))
                .contains("a lock has 1 to 8 cores, not 9");
    }

    @Test
    void namesOfDefectsDifferAndStartWithTheLock() {
        for (LockMechanism lock : LockMechanisms.all()) {
            List<String> names = lock.defects().stream().map(Defect::name).toList();
            assertThat(names)
                    .doesNotHaveDuplicates()
                    .allMatch(n -> n.startsWith(lock.name() + "-"));
        }
    }
}

package dev.fracas.checkers.ownlock;

import static dev.fracas.checkers.assertions.FracasAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.assertions.Model;
import dev.fracas.model.lock.LockMechanism;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Promise;
import org.junit.jupiter.api.Test;

/** What the locks of Fracas are made with is there for everybody. */
class ServedLockTest {
    private final LockMechanism served = ServedLock.mechanism();

    @Test
    void aLockWithAHelperAndAPropertyOfItsOwnKeepsItsPromises() {
        assertThat(Model.of(served)).keepsItsPromises();
        assertThat(served.promises(Model.of(served).machine()).stream().map(Promise::property))
                .contains(ServedLock.SERVER_WATCHES);
    }

    @Test
    void everyDefectOfItIsCaught() {
        for (Defect defect : served.defects()) {
            assertThat(Model.of(served))
                    .on(defect.exposedBy().cores().getFirst())
                    .withinRounds(defect.exposedBy().rounds())
                    .withDefect(defect.name())
                    .violates(defect.violates());
        }
    }
}

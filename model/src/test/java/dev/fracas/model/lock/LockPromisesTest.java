package dev.fracas.model.lock;

import static dev.fracas.model.lock.LockMachines.SC;
import static dev.fracas.model.lock.LockMachines.TSO;
import static dev.fracas.model.lock.LockMachines.explore;
import static dev.fracas.model.lock.LockMachines.locksFor;
import static dev.fracas.model.lock.LockMachines.machine;
import static dev.fracas.model.lock.LockMachines.promises;
import static dev.fracas.model.mechanism.MachineDescription.ENDLESS;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.FIRST_COME_FIRST_SERVED;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;
import static dev.fracas.spec.machine.MachineProperties.NO_OOPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockPromisesTest {
    @ParameterizedTest
    @ValueSource(strings = {"x86", "arm", "x86,x86", "arm,arm", "x86,arm", "arm,x86"})
    void everyPromiseIsTrueForOneCoreOrTwo(String cores) {
        for (LockMechanism lock : locksFor(cores)) {
            assertPromisesAreTrue(lock, machine(lock, cores, 1, SC));
            assertPromisesAreTrue(lock, machine(lock, cores, 1, TSO));
            assertPromisesAreTrue(lock, machine(lock, cores, 2, TSO));
            assertPromisesAreTrue(lock, machine(lock, cores, ENDLESS, SC));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86,x86,arm", "x86,arm,arm", "arm,arm,arm"})
    void everyPromiseIsTrueForOneRoundOfThreeCores(String cores) {
        for (LockMechanism lock : locksFor(cores)) {
            assertPromisesAreTrue(lock, machine(lock, cores, 1, SC));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tas", "ticket", "mcs", "clh", "filter"})
    void everyWaiterOfThreeGetsInAsPromised(String id) {
        LockMechanism lock = LockMechanisms.named(id);
        assertPromisesAreTrue(lock, machine(lock, "x86,arm,arm", ENDLESS, SC));
    }

    @ParameterizedTest
    @EnumSource(Exclusives.class)
    void theLockByExclusivesIsRightUnderEveryReadingOfThem(Exclusives exclusives) {
        LockMechanism lock = LockMechanisms.named("tas-exclusive");
        for (String cores : List.of("x86", "arm", "x86,arm")) {
            for (int rounds : List.of(2, ENDLESS)) {
                MachineDescription plain = machine(lock, cores, rounds, TSO);
                assertPromisesAreTrue(
                        lock,
                        plain.withMechanism(lock.id())
                                .withExclusives(exclusives)
                                .withRounds(rounds));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86,x86,arm", "x86,arm,arm", "arm,x86,x86"})
    void theReleasedPageTableLockIsAsDeclaredForTwoRoundsOfThreeCores(String cores) {
        LockMechanism released = LockMechanisms.named("stramash-ptl-released");
        assertPromisesAreTrue(released, machine(released, cores, 2, SC));
        assertThat(lacks(cores, 2))
                .containsExactly(
                        NO_DEADLOCK, NO_OOPS, FIRST_COME_FIRST_SERVED, EVERY_WAITER_GETS_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86,x86,arm,arm", "x86,arm,arm,arm", "x86,x86,x86,arm"})
    void theReleasedPageTableLockIsAsDeclaredForOneRoundOfFourCores(String cores) {
        LockMechanism released = LockMechanisms.named("stramash-ptl-released");
        assertPromisesAreTrue(released, machine(released, cores, 1, SC));
    }

    @Test
    void theReleasedPageTableLockIsRightWithinOneKernel() {
        assertThat(lacks("x86,x86,x86", 2)).isEmpty();
        assertThat(lacks("arm,arm", 2)).isEmpty();
    }

    private static List<Property<?>> lacks(String cores, int rounds) {
        LockMechanism released = LockMechanisms.named("stramash-ptl-released");
        return released.promises(machine(released, cores, rounds, SC)).stream()
                .filter(promise -> !promise.keeps())
                .<Property<?>>map(Promise::property)
                .toList();
    }

    private static void assertPromisesAreTrue(LockMechanism lock, MachineDescription description) {
        Exploration exploration = explore(lock, description);
        for (Promise promise : promises(lock, description)) {
            assertThat(exploration.keeps(promise.property()))
                    .as("%s keeps %s on %s", lock.id(), promise.property().id(), description)
                    .isEqualTo(promise.keeps());
        }
    }
}

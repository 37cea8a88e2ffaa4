package dev.fracas.model.lock;

import static dev.fracas.model.lock.LockMachines.SC;
import static dev.fracas.model.lock.LockMachines.explore;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import dev.fracas.spec.lock.LockProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LockDefectsTest {
    static Stream<Arguments> defects() {
        return LockMechanisms.all().stream()
                .flatMap(lock -> lock.defects().stream().map(d -> Arguments.of(d.name(), lock, d)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void everyDefectShowsOnItsMachine(String name, LockMechanism lock, Defect defect) {
        assertThat(shows(lock, defect, defect.exposedBy())).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void noDefectShowsOnASmallerMachine(String name, LockMechanism lock, Defect defect) {
        for (MachineDescription smaller : smaller(defect.exposedBy())) {
            if (lock.unsuitable(smaller).isEmpty() && isPromised(lock, defect, smaller)) {
                assertThat(shows(lock, defect, smaller)).as("on %s", smaller).isFalse();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void withoutTheDefectThePropertyHolds(String name, LockMechanism lock, Defect defect) {
        MachineDescription broken = defect.exposedBy();
        MachineDescription right = broken.withoutDefect();
        assertThat(shows(lock, defect, right)).isFalse();
    }

    @Test
    void everyPropertyIsViolatedByADefect() {
        assertThat(LockMechanisms.all().stream().flatMap(lock -> lock.defects().stream()))
                .extracting(Defect::violates)
                .containsAll(LockProperties.all());
    }

    private static boolean shows(LockMechanism lock, Defect defect, MachineDescription machine) {
        return !explore(lock, machine).keeps(defect.violates());
    }

    private static boolean isPromised(
            LockMechanism lock, Defect defect, MachineDescription machine) {
        return lock.promises(machine).stream()
                .anyMatch(promise -> promise.property().equals(defect.violates()));
    }

    /** One core less, one round less, or sequential consistency for TSO. */
    private static List<MachineDescription> smaller(MachineDescription machine) {
        List<MachineDescription> all = new ArrayList<>();
        for (int core = 0; core < machine.cores().size() && machine.cores().size() > 1; core++) {
            List<Isa> others = new ArrayList<>(machine.cores());
            others.remove(core);
            all.add(machine.withCores(others));
        }
        if (machine.rounds() > 1) {
            all.add(machine.withRounds(machine.rounds() - 1));
        }
        if (!machine.isSequential()) {
            all.add(machine.withMemory(SC));
        }
        return all;
    }
}

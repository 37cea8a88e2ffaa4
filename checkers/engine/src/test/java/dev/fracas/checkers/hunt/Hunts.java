package dev.fracas.checkers.hunt;

import dev.fracas.model.addressspace.readings.AddressSpaceConfigurations;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Families;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import java.util.List;
import java.util.stream.Stream;

/** What the tests of this package hunt in. */
final class Hunts {
    static final List<Strategy> STRATEGIES =
            List.of(new Uniform(), new Pct(3), new DelayBounded(3), new CoverageGuided());

    private Hunts() {}

    static List<Mechanism> mechanisms() {
        return Stream.concat(
                        LockMechanisms.all().stream(), AddressSpaceConfigurations.all().stream())
                .<Mechanism>map(mechanism -> mechanism)
                .toList();
    }

    static Mechanism named(String id) {
        return Families.find(mechanisms(), id).orElseThrow();
    }

    /**
     * A mechanism and the machine that exposes that defect of it, with 15 rounds if it is a lock.
     */
    static HuntReport forDefect(Hunter hunter, String defect) {
        for (Mechanism mechanism : mechanisms()) {
            for (Defect known : mechanism.defects()) {
                if (known.name().equals(defect)) {
                    return hunter.hunt(mechanism, longest(mechanism, known.exposedBy()));
                }
            }
        }
        throw new IllegalArgumentException(defect);
    }

    /** The machine that a mechanism is usually hunted on. */
    static MachineDescription machine(Mechanism mechanism) {
        return longest(mechanism, mechanism.ground().usual());
    }

    private static MachineDescription longest(Mechanism mechanism, MachineDescription machine) {
        return mechanism.ground() instanceof Ground.OwnMachine ? machine : machine.withRounds(15);
    }
}

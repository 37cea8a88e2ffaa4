package dev.fracas.checkers.check;

import dev.fracas.checkers.explore.Explorer;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Isa;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.LatencyTable;
import java.util.List;
import java.util.Optional;

/** Checks without estimates, as the tests of this package make them. */
final class Checks {
    private Checks() {}

    static Report check(Mechanism mechanism, MachineDescription machine) {
        return check(mechanism, machine, Explorer.unbounded());
    }

    static Report check(Mechanism mechanism, MachineDescription machine, Explorer explorer) {
        return new Checker(explorer, List.of(), LatencyTable.of(CorePair.DEFAULT))
                .check(mechanism, machine);
    }

    /** One x86 and one Arm core, 2 rounds. */
    static MachineDescription pair(Mechanism mechanism, Memory memory) {
        return new MachineDescription(
                mechanism.id(),
                List.of(Isa.X86_64, Isa.AARCH64),
                memory,
                Exclusives.ARCHITECTURAL,
                2,
                Optional.empty());
    }
}

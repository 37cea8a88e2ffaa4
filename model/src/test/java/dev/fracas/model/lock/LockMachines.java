package dev.fracas.model.lock;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Machines that tests put locks on. */
final class LockMachines {
    static final Memory SC = Memory.sequentialConsistency();
    static final Memory TSO = Memory.totalStoreOrder(2);

    private LockMachines() {}

    static MachineDescription machine(LockMechanism lock, String cores, int rounds, Memory memory) {
        return new MachineDescription(
                lock.id(), isas(cores), memory, Exclusives.ARCHITECTURAL, rounds, Optional.empty());
    }

    static List<Isa> isas(String cores) {
        return Arrays.stream(cores.split(",")).map(Isa::named).toList();
    }

    /** Every lock that can be put on those cores. */
    static List<LockMechanism> locksFor(String cores) {
        return LockMechanisms.all().stream()
                .filter(lock -> lock.unsuitable(machine(lock, cores, 1, SC)).isEmpty())
                .toList();
    }

    /** What the lock says of the properties that are judged on the form that is described. */
    static List<Promise> promises(LockMechanism lock, MachineDescription description) {
        return lock.promises(description).stream()
                .filter(promise -> promise.endless() == description.isEndless())
                .toList();
    }

    static Exploration explore(LockMechanism lock, MachineDescription description) {
        List<Property<?>> judged = new ArrayList<>();
        promises(lock, description).forEach(promise -> judged.add(promise.property()));
        return Exploration.of(lock.machine(description), judged);
    }
}

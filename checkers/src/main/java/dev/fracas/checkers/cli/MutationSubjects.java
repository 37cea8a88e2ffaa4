package dev.fracas.checkers.cli;

import dev.fracas.checkers.mutate.Scope;
import dev.fracas.checkers.mutate.Subject;
import dev.fracas.checkers.mutate.Trial;
import dev.fracas.model.Configuration;
import dev.fracas.model.Configuration.Reading;
import dev.fracas.model.MachineDescription;
import dev.fracas.model.Mechanism;
import dev.fracas.model.Promise;
import dev.fracas.model.machine.MemoryModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What there is to be got wrong: each lock, and each reading of the address space as a whole. */
record MutationSubjects(Repertoire repertoire) {
    /**
     * What is not the kernel's: what the user programs and the hardware do, and the ghosts that
     * properties read.
     */
    private static final Set<String> FIXED =
            Set.of("LockWorkload", "Arrivals", "UserThread", "Workload", "Ghosts");

    /** Methods whose calls take or release a lock that others share. */
    private static final Set<String> LOCKING =
            Set.of(
                    "acquire",
                    "release",
                    "lock",
                    "unlock",
                    "downRead",
                    "upRead",
                    "downWrite",
                    "upWrite");

    static final Scope SCOPE = new Scope(FIXED, LOCKING);

    /** The locks, then the reading that keeps all that it promises. */
    List<Subject> byDefault() {
        List<Subject> all = new ArrayList<>();
        repertoire.locks().forEach(lock -> all.add(lock(lock)));
        if (!repertoire.configurations().isEmpty()) {
            all.add(reading(Reading.PAPER));
        }
        return all;
    }

    /**
     * A lock by its id, a reading by its name, or one configuration by its id.
     *
     * @throws UserError when there is none
     */
    Subject named(String word) {
        if (Arrays.stream(Reading.values()).anyMatch(reading -> reading.id().equals(word))) {
            return reading(
                    Arrays.stream(Reading.values())
                            .filter(reading -> reading.id().equals(word))
                            .findFirst()
                            .orElseThrow());
        }
        Mechanism mechanism = repertoire.mechanism(word);
        return mechanism instanceof Configuration c
                ? new Subject(c.reading().id(), List.of(trial(c)))
                : lock(mechanism);
    }

    private Subject reading(Reading reading) {
        return new Subject(
                reading.id(),
                repertoire.configurations().stream()
                        .filter(configuration -> configuration.reading() == reading)
                        .map(MutationSubjects::trial)
                        .toList());
    }

    private static Trial trial(Configuration configuration) {
        return new Trial(configuration, configuration.description());
    }

    /**
     * A lock is tried with two cores, where it promises more: under TSO, or under sequential
     * consistency for a lock that is made for that.
     */
    private static Subject lock(Mechanism lock) {
        MachineDescription ordered = Repertoire.machineFor(lock);
        MachineDescription sequential =
                new MachineDescription(
                        ordered.mechanism(),
                        ordered.cores(),
                        MemoryModel.sequentialConsistency(),
                        ordered.exclusives(),
                        ordered.rounds(),
                        ordered.defect());
        boolean isMadeForOrder = kept(lock, sequential) > kept(lock, ordered);
        return new Subject(
                lock.id(), List.of(new Trial(lock, isMadeForOrder ? sequential : ordered)));
    }

    private static long kept(Mechanism mechanism, MachineDescription machine) {
        return mechanism.promises(machine).stream().filter(Promise::keeps).count();
    }
}

package dev.fracas.checkers.cli;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.model.Defect;
import dev.fracas.model.MachineDescription;
import dev.fracas.model.Mechanism;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.MemoryModel;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.lock.LockProperties;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything that this command can check. */
final class Repertoire {
    /** Entries of a store buffer, unless the command line says otherwise. */
    static final int STORE_BUFFER = 2;

    /** How often each core uses the mechanism, unless the command line says otherwise. */
    static final int ROUNDS = 2;

    private Repertoire() {}

    /** A defect and the mechanism that has it. */
    record Flaw(Mechanism mechanism, Defect defect) {}

    static List<Mechanism> mechanisms() {
        return List.copyOf(LockMechanisms.all());
    }

    static List<Property<?>> properties() {
        return LockProperties.all();
    }

    static Catalogue catalogue() {
        return Catalogue.of(LockMechanisms.all());
    }

    static List<Flaw> flaws() {
        return mechanisms().stream()
                .flatMap(m -> m.defects().stream().map(defect -> new Flaw(m, defect)))
                .toList();
    }

    /**
     * The mechanism of that id.
     *
     * @throws UserError when there is none
     */
    static Mechanism mechanism(String id) {
        return mechanisms().stream()
                .filter(mechanism -> mechanism.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new UserError(
                                "unknown protocol '%s': expected one of %s"
                                        .formatted(id, ids(mechanisms()))));
    }

    /**
     * The defect of that name.
     *
     * @throws UserError when there is none
     */
    static Flaw flaw(String name) {
        Optional<Flaw> flaw =
                flaws().stream().filter(f -> f.defect().name().equals(name)).findFirst();
        return flaw.orElseThrow(() ->
                new UserError(
                        "unknown defect '%s'; fracas list defects shows those there are"
                                .formatted(name)));
    }

    /** One core of each ISA under TSO: the machine that a check is about unless it is told. */
    static MachineDescription defaultMachine(String mechanism) {
        return new MachineDescription(
                mechanism,
                List.of(Isa.X86_64, Isa.AARCH64),
                MemoryModel.totalStoreOrder(STORE_BUFFER),
                Exclusives.ARCHITECTURAL,
                ROUNDS,
                Optional.empty());
    }

    private static String ids(List<Mechanism> mechanisms) {
        return mechanisms.stream().map(Mechanism::id).collect(Collectors.joining(", "));
    }
}

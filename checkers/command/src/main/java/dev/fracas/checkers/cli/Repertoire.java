package dev.fracas.checkers.cli;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.model.addressspace.readings.AddressSpaceConfigurations;
import dev.fracas.model.addressspace.workload.NamedWorkloads;
import dev.fracas.model.lock.LockMechanisms;
import dev.fracas.model.mechanism.Configuration;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.addressspace.AddressSpaceProperties;
import dev.fracas.spec.lock.LockProperties;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a command can check.
 *
 * @param locks mechanisms that go on any machine that suits them
 * @param configurations mechanisms that have a machine of their own
 * @param lockProperties what locks are judged by, in the order of reports
 * @param configurationProperties what configurations are judged by, in the order of reports
 */
record Repertoire(
        List<Mechanism> locks,
        List<Configuration> configurations,
        List<Property<?>> lockProperties,
        List<Property<?>> configurationProperties) {
    /** How often each core uses a lock, unless the command line says otherwise. */
    static final int ROUNDS = 2;

    Repertoire {
        locks = List.copyOf(locks);
        configurations = List.copyOf(configurations);
        lockProperties = List.copyOf(lockProperties);
        configurationProperties = List.copyOf(configurationProperties);
    }

    /** A defect and the mechanism that has it. */
    record Flaw(Mechanism mechanism, Defect defect) {}

    /** Everything there is. */
    static Repertoire everything() {
        return new Repertoire(
                List.copyOf(LockMechanisms.all()),
                AddressSpaceConfigurations.all(),
                LockProperties.all(),
                withPromised(AddressSpaceProperties.all(), AddressSpaceConfigurations.all()));
    }

    /** The properties, and behind them those that configurations share with other mechanisms. */
    private static List<Property<?>> withPromised(
            List<Property<?>> properties, List<Configuration> configurations) {
        return Stream.concat(
                        properties.stream(),
                        configurations.stream()
                                .flatMap(c -> c.promises(c.description()).stream())
                                .map(Promise::property))
                .<Property<?>>map(property -> property)
                .distinct()
                .toList();
    }

    /** Locks, then configurations. */
    List<Mechanism> mechanisms() {
        return Stream.concat(locks.stream(), configurations.stream()).toList();
    }

    /** Properties of locks, then those of configurations only. */
    List<Property<?>> properties() {
        return Stream.concat(lockProperties.stream(), configurationProperties.stream())
                .<Property<?>>map(property -> property)
                .distinct()
                .toList();
    }

    Catalogue catalogue() {
        return Catalogue.of(mechanisms()).andWorkloads();
    }

    List<Flaw> flaws() {
        return mechanisms().stream()
                .flatMap(m -> m.defects().stream().map(defect -> new Flaw(m, defect)))
                .toList();
    }

    /**
     * The lock of that id, the configuration of that id, also with parts as released, or every
     * reading of the configuration of that name; likewise a workload, which is in no list.
     *
     * @throws UserError when there is none
     */
    List<Mechanism> named(String word) {
        if (NamedWorkloads.isMeant(word)) {
            return List.copyOf(workloads(word));
        }
        List<Mechanism> named =
                Stream.concat(
                                configurations.stream().filter(c -> c.name().equals(word)),
                                found(word).stream())
                        .<Mechanism>map(mechanism -> mechanism)
                        .toList();
        if (named.isEmpty()) {
            throw new UserError(
                    "unknown protocol '%s': expected one of %s, or a configuration, which fracas list configurations shows, or a workload such as %s"
                            .formatted(word, ids(locks), NamedWorkloads.EXAMPLE));
        }
        return named;
    }

    /**
     * The one mechanism of that id; of a configuration with one reading the name is enough.
     *
     * @throws UserError when there is none, or more than one
     */
    Mechanism mechanism(String word) {
        List<Mechanism> named = named(word);
        if (named.size() > 1) {
            throw new UserError(
                    "%s has several readings: expected one of %s".formatted(word, ids(named)));
        }
        return named.getFirst();
    }

    private static List<Configuration> workloads(String word) {
        try {
            return NamedWorkloads.of(word);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Mechanism> found(String id) {
        try {
            return Configuration.find(mechanisms(), id);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    /** Every reading of the configuration that has that id; nothing for a lock's id. */
    List<Configuration> readingsOf(String id) {
        if (NamedWorkloads.isMeant(id)) {
            return workloads(id.replaceFirst("@.*", ""));
        }
        Optional<String> name =
                configurations.stream()
                        .filter(configuration -> configuration.id().equals(id))
                        .map(Configuration::name)
                        .findFirst();
        return configurations.stream()
                .filter(configuration -> name.equals(Optional.of(configuration.name())))
                .toList();
    }

    /**
     * The defect of that name.
     *
     * @throws UserError when there is none
     */
    Flaw flaw(String name) {
        Optional<Flaw> flaw =
                flaws().stream().filter(f -> f.defect().name().equals(name)).findFirst();
        return flaw.orElseThrow(() ->
                new UserError(
                        "unknown defect '%s'; fracas list defects shows those there are"
                                .formatted(name)));
    }

    /**
     * The machine that a check is about unless it is told: a configuration's own; for a lock one
     * core of each ISA under TSO.
     */
    static MachineDescription machineFor(Mechanism mechanism) {
        return mechanism instanceof Configuration configuration
                ? configuration.description()
                : defaultMachine(mechanism.id());
    }

    /** One core of each ISA under TSO. */
    static MachineDescription defaultMachine(String lock) {
        return MachineDescription.of(lock, List.of(Isa.X86_64, Isa.AARCH64), ROUNDS);
    }

    private static String ids(List<Mechanism> mechanisms) {
        return mechanisms.stream().map(Mechanism::id).collect(Collectors.joining(", "));
    }
}

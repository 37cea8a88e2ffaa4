package dev.fracas.model.composition;

import dev.fracas.model.addressspace.threads.Workload;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import java.util.List;
import java.util.Optional;

/**
 * Several subsystems of the kernels on one machine, under one workload.
 *
 * @param summary what it exercises, in one line
 * @param owed what each of the subsystems owes
 */
record Composition(
        String name,
        String summary,
        Workload workload,
        Kernels kernels,
        List<Property<?>> owed,
        List<KernelsDefect> wrong)
        implements Mechanism {
    /** Entries of a core's store buffer. */
    private static final int STORE_BUFFER = 2;

    Composition {
        owed = List.copyOf(owed);
        wrong = List.copyOf(wrong);
    }

    @Override
    public Optional<Reading> reading() {
        return Optional.of(Reading.PAPER);
    }

    @Override
    public Source source() {
        return Source.source(Source.PAPER, "sections 6.2 and 6.4");
    }

    @Override
    public Ground ground() {
        return new Ground.OwnMachine(description());
    }

    private MachineDescription description() {
        return new MachineDescription(
                id(),
                workload.threads().isas(),
                Memory.totalStoreOrder(STORE_BUFFER),
                Exclusives.ARCHITECTURAL,
                1,
                Optional.empty());
    }

    @Override
    public Optional<String> unsuitable(MachineDescription description) {
        return description.cores().equals(workload.threads().isas()) && description.rounds() == 1
                ? Optional.empty()
                : Optional.of("its threads and what they do are fixed");
    }

    @Override
    public Machine machine(MachineDescription description) {
        unsuitable(description)
                .ifPresent(why -> {
                    throw new IllegalArgumentException(id() + ": " + why);
                });
        return description.defect().map(this::with).orElse(kernels).machine(description, workload);
    }

    private Kernels with(String defect) {
        return wrong.stream()
                .filter(d -> d.name().equals(defect))
                .findFirst()
                .map(d -> d.change().apply(kernels))
                .orElseThrow(() ->
                        new IllegalArgumentException(id() + " has no defect '" + defect + "'"));
    }

    @Override
    public List<Promise> promises(MachineDescription description) {
        return owed.stream().map(property -> new Promise(property, true, false, "")).toList();
    }

    @Override
    public List<Defect> defects() {
        return wrong.stream()
                .map(d ->
                        new Defect(
                                d.name(),
                                d.sentence(),
                                d.violates(),
                                description().withDefect(d.name())))
                .toList();
    }

    @Override
    public String toString() {
        return id();
    }
}

package dev.fracas.model.addressspace.readings;

import dev.fracas.model.addressspace.KernelDefect;
import dev.fracas.model.addressspace.KernelDesign;
import dev.fracas.model.addressspace.KernelRoutines;
import dev.fracas.model.addressspace.threads.Workload;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.machine.MachineProperties;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A workload over an address space in one reading of the kernels.
 *
 * @param name the same in every reading
 * @param follows which reading of the kernels
 * @param summary what it exercises, in one line
 * @param source where the reading comes from
 * @param released which parts are as released while the others are as in the paper; empty in the
 *     three readings as a whole
 * @param kernel what the kernels are made of, and the ways of getting it wrong that this
 *     configuration exposes
 * @param owed what is judged
 * @param lacks which of that the reading is known not to keep, each with a reason in one clause
 */
public record AddressSpaceConfiguration(
        String name,
        Reading follows,
        String summary,
        Source source,
        Workload workload,
        KernelDesign<?> kernel,
        Set<Part> released,
        List<Property<?>> owed,
        Map<Property<?>, String> lacks)
        implements Mechanism {
    public AddressSpaceConfiguration {
        released = Set.copyOf(released);
        owed = List.copyOf(owed);
        lacks = Map.copyOf(lacks);
    }

    @Override
    public Optional<Reading> reading() {
        return Optional.of(follows);
    }

    @Override
    public String readingId() {
        return Stream.concat(
                        Stream.of(follows), Arrays.stream(Part.values()).filter(released::contains))
                .map(Object::toString)
                .collect(Collectors.joining("+"));
    }

    @Override
    public List<String> parts() {
        boolean hasRemote = workload.threads().tasksOf(Isa.AARCH64).findAny().isPresent();
        return follows.equals(Reading.PAPER) && hasRemote
                ? Arrays.stream(Part.values()).map(Part::id).toList()
                : List.of();
    }

    @Override
    public AddressSpaceConfiguration withReleased(Set<String> parts) {
        if (parts().isEmpty()) {
            throw new IllegalArgumentException(id() + " has no parts to choose a reading for");
        }
        Set<Part> chosen = EnumSet.noneOf(Part.class);
        chosen.addAll(released);
        for (String part : parts) {
            if (!parts().contains(part)) {
                throw new IllegalArgumentException(
                        "'%s' is no part of %s whose reading can be chosen: expected one of %s"
                                .formatted(part, id(), parts()));
            }
            Part.of(part).ifPresent(chosen::add);
        }
        boolean distributes = chosen.contains(Part.REMOTE_FAULT) && !workload.shape().tableExists();
        if (distributes && !chosen.contains(Part.ORIGIN_FAULT)) {
            throw new IllegalArgumentException(
                    "%s: with %s as released pages are distributed, for which %s has to be as released too"
                            .formatted(id(), Part.REMOTE_FAULT, Part.ORIGIN_FAULT));
        }
        return new AddressSpaceConfiguration(
                name,
                follows,
                summary,
                source,
                workload,
                new KernelDesign<>(Part.released(chosen), List.of()),
                chosen,
                owedWith(chosen),
                Map.of());
    }

    /**
     * The Arm fault handler as released releases its page-table lock by a plain store, which no
     * lock validator follows, and twice.
     */
    private List<Property<?>> owedWith(Set<Part> chosen) {
        return chosen.contains(Part.REMOTE_FAULT)
                ? owed.stream().filter(p -> !MachineProperties.LOCK_BALANCE.contains(p)).toList()
                : owed;
    }

    @Override
    public Ground ground() {
        return new Ground.OwnMachine(description());
    }

    /** Each thread does what it does once. */
    @Override
    public boolean hasEndlessForm() {
        return false;
    }

    private MachineDescription description() {
        return MachineDescription.of(id(), workload.threads().isas(), 1);
    }

    @Override
    public Optional<String> unsuitable(MachineDescription description) {
        if (!description.cores().equals(workload.threads().isas()) || description.rounds() != 1) {
            return Optional.of("its threads and what they do are fixed");
        }
        return Optional.empty();
    }

    @Override
    public Machine system(MachineDescription description) {
        unsuitable(description)
                .ifPresent(why -> {
                    throw new IllegalArgumentException(id() + ": " + why);
                });
        return workload.machine(
                description, description.defect().map(this::withDefect).orElse(kernel.routines()));
    }

    private KernelRoutines withDefect(String defect) {
        return kernel.with(defect)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s has no defect '%s'; it has %s"
                                        .formatted(
                                                id(),
                                                defect,
                                                kernel.defects().stream()
                                                        .map(KernelDefect::name)
                                                        .toList())));
    }

    @Override
    public List<Promise> promises(MachineDescription description) {
        return owed.stream()
                .map(property ->
                        new Promise(
                                property,
                                !lacks.containsKey(property),
                                false,
                                lacks.getOrDefault(property, "")))
                .toList();
    }

    @Override
    public List<Defect> defects() {
        return kernel.defects().stream()
                .map(defect ->
                        new Defect(
                                defect.name(),
                                defect.sentence(),
                                defect.violates(),
                                description().withDefect(defect.name())))
                .toList();
    }

    @Override
    public String toString() {
        return id();
    }
}

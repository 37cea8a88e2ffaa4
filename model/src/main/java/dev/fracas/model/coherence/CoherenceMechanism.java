package dev.fracas.model.coherence;

import dev.fracas.model.TransitionSystem;
import dev.fracas.model.coherence.MesiDefects.Wrong;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import dev.fracas.spec.coherence.CoherenceProperties;
import dev.fracas.spec.machine.MachineProperties;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The caches of a machine on a bus: a cache for each core of the description, asked once in each
 * round.
 */
final class CoherenceMechanism implements Mechanism {
    private static final int MOST_CACHES = 4;

    /** Values that a line can hold. */
    private static final int VALUES = 2;

    @Override
    public String name() {
        return "mesi-bus";
    }

    @Override
    public String summary() {
        return "MESI caches of both ISAs, two lines of two values, on an atomic bus: no messages"
                + " under way, no levels of caches";
    }

    @Override
    public Source source() {
        return Source.source(Source.PAPER, "sections 3 and 7.3");
    }

    @Override
    public Ground ground() {
        return new Ground.AnyMachine(usual(), MOST_CACHES);
    }

    private MachineDescription usual() {
        return MachineDescription.of(
                        name(), List.of(Isa.X86_64, Isa.AARCH64), Ground.AnyMachine.ROUNDS)
                .withMemory(Memory.sequentialConsistency());
    }

    @Override
    public boolean hasEndlessForm() {
        return true;
    }

    @Override
    public Optional<String> unsuitable(MachineDescription description) {
        if (description.cores().isEmpty() || description.cores().size() > MOST_CACHES) {
            return Optional.of("it is modelled for 1 to %d caches".formatted(MOST_CACHES));
        }
        if (!description.isSequential()) {
            return Optional.of("caches have no store buffers in front of them: ask for memory sc");
        }
        return description.exclusives() == Exclusives.ARCHITECTURAL
                ? Optional.empty()
                : Optional.of("caches know no exclusives");
    }

    @Override
    public TransitionSystem system(MachineDescription description) {
        unsuitable(description)
                .ifPresent(why -> {
                    throw new IllegalArgumentException(id() + ": " + why);
                });
        Optional<Wrong> wrong = description.defect().map(CoherenceMechanism::wrong);
        return new MesiBus(
                description.cores(),
                VALUES,
                description.rounds(),
                wrong.map(Wrong::postsSnoops).orElse(false),
                wrong.map(Wrong::protocol).orElse(Mesi::new));
    }

    private static Wrong wrong(String defect) {
        return MesiDefects.ALL.stream()
                .filter(w -> w.name().equals(defect))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("mesi-bus has no defect '" + defect + "'"));
    }

    @Override
    public List<Promise> promises(MachineDescription description) {
        boolean bothIsas = Set.copyOf(description.cores()).size() > 1;
        return Stream.concat(owed(bothIsas), ofRuns(description))
                .map(property ->
                        new Promise(property, true, property instanceof Property.LeadsTo<?>, ""))
                .toList();
    }

    /** What takes two ISAs is not asked of one. */
    private static Stream<Property<?>> owed(boolean bothIsas) {
        return CoherenceProperties.all().stream()
                .filter(property -> bothIsas || !(property instanceof Property.Sometimes<?>));
    }

    private static Stream<Property<?>> ofRuns(MachineDescription description) {
        return description.isEndless()
                ? Stream.of()
                : Stream.of(MachineProperties.NO_DEADLOCK, MachineProperties.RUN_COMPLETES);
    }

    @Override
    public List<Defect> defects() {
        return MesiDefects.ALL.stream()
                .map(w -> new Defect(w.name(), w.sentence(), w.violates(), exposing(w)))
                .toList();
    }

    private MachineDescription exposing(Wrong wrong) {
        return usual().withRounds(wrong.rounds()).withDefect(wrong.name());
    }

    @Override
    public String toString() {
        return id();
    }
}

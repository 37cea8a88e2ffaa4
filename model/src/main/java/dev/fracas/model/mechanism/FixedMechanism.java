package dev.fracas.model.mechanism;

import dev.fracas.model.machine.Machine;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A mechanism on a machine of its own, where every program does once what it does. It is made of
 * parts; a defect is an operation that puts another part in.
 *
 * @param name short and stable
 * @param reading what it follows; empty where there is one way only
 * @param summary one line that says what it is
 * @param cores the ISA of each program
 * @param right its parts as they are without a defect
 * @param assembly makes the machine of its parts
 * @param owed what is judged, all of which is kept
 * @param wrong ways of getting it wrong
 */
public record FixedMechanism<P>(
        String name,
        Optional<Reading> reading,
        String summary,
        Source source,
        List<Isa> cores,
        P right,
        BiFunction<MachineDescription, P, Machine> assembly,
        List<Property<?>> owed,
        List<Wrong<P>> wrong)
        implements Mechanism {
    /**
     * A way of getting it wrong.
     *
     * @param name unique among all defects
     * @param sentence what is done wrong
     * @param violates the property that one would expect to catch it
     * @param change puts the wrong part in
     */
    public record Wrong<P>(
            String name, String sentence, Property<?> violates, UnaryOperator<P> change) {}

    public FixedMechanism {
        cores = List.copyOf(cores);
        owed = List.copyOf(owed);
        wrong = List.copyOf(wrong);
    }

    @Override
    public Ground ground() {
        return new Ground.OwnMachine(description());
    }

    private MachineDescription description() {
        return MachineDescription.of(id(), cores, 1);
    }

    @Override
    public Optional<String> unsuitable(MachineDescription description) {
        return description.cores().equals(cores) && description.rounds() == 1
                ? Optional.empty()
                : Optional.of("its threads and what they do are fixed");
    }

    @Override
    public Machine system(MachineDescription description) {
        unsuitable(description)
                .ifPresent(why -> {
                    throw new IllegalArgumentException(id() + ": " + why);
                });
        P built = description.defect().map(this::with).orElse(right);
        return assembly.apply(description, built);
    }

    private P with(String defect) {
        return wrong.stream()
                .filter(w -> w.name().equals(defect))
                .findFirst()
                .map(w -> w.change().apply(right))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s has no defect '%s'; it has %s"
                                        .formatted(
                                                id(),
                                                defect,
                                                wrong.stream().map(Wrong::name).toList())));
    }

    @Override
    public List<Promise> promises(MachineDescription description) {
        return owed.stream().map(property -> new Promise(property, true, false, "")).toList();
    }

    @Override
    public List<Defect> defects() {
        return wrong.stream()
                .map(w ->
                        new Defect(
                                w.name(),
                                w.sentence(),
                                w.violates(),
                                description().withDefect(w.name())))
                .toList();
    }

    @Override
    public String toString() {
        return id();
    }
}

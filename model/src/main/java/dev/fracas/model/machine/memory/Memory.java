package dev.fracas.model.machine.memory;

import static java.util.stream.Collectors.joining;

import dev.fracas.spec.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The memory of a machine: the same for all cores, behind the memory system of each core's ISA.
 * {@link #toString} is what reports say of it.
 *
 * @param systems one for each ISA
 */
public record Memory(Map<Isa, MemorySystem> systems) {
    /** The deepest store buffers that trace files record: {@link #recordedDepth}. */
    public static final int DEEPEST = TotalStoreOrder.DEEPEST;

    /**
     * @throws IllegalArgumentException when an ISA has none
     */
    public Memory {
        for (Isa isa : Isa.values()) {
            if (!systems.containsKey(isa)) {
                throw new IllegalArgumentException("no memory system for " + isa.shortName());
            }
        }
        systems = Map.copyOf(systems);
    }

    /** Every access takes effect in memory at once, in program order, on every core. */
    public static Memory sequentialConsistency() {
        return everywhere(new SequentialConsistency());
    }

    /**
     * x86-TSO (Owens, Sarkar, Sewell 2009) on every core.
     *
     * @param storeBuffer entries of each core's FIFO store buffer, 1 to 8
     * @throws IllegalArgumentException when they are out of range
     */
    public static Memory totalStoreOrder(int storeBuffer) {
        return everywhere(new TotalStoreOrder(storeBuffer));
    }

    /**
     * What a machine has unless something else is said: TSO with store buffers of 2 on every core,
     * the strongest system of the two ISAs, as the paper assumes.
     */
    public static Memory usual() {
        return totalStoreOrder(2);
    }

    /** The same system on every core. */
    public static Memory everywhere(MemorySystem system) {
        return perIsa(isa -> system);
    }

    private static Memory perIsa(Function<Isa, MemorySystem> system) {
        Map<Isa, MemorySystem> systems = new EnumMap<>(Isa.class);
        for (Isa isa : Isa.values()) {
            systems.put(isa, system.apply(isa));
        }
        return new Memory(systems);
    }

    /**
     * The memory that trace files record by the depth of its store buffers.
     *
     * @param depth 1 to 8 for TSO, 0 for sequential consistency
     * @throws IllegalArgumentException when it is out of range
     */
    public static Memory ofRecordedDepth(int depth) {
        return depth == 0 ? sequentialConsistency() : totalStoreOrder(depth);
    }

    /**
     * The memory with that name: {@code sc}, {@code tso}, {@code tso:4}, or {@code
     * x86=tso:4,arm=sc}.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    public static Memory named(String name) {
        return usual().renamed(name);
    }

    /**
     * The memory with that name, and what this one is where the name is silent: on an ISA that it
     * does not mention, and on the size where it names only the system that the ISA has here.
     *
     * @throws IllegalArgumentException when there is none; the message lists those there are
     */
    public Memory renamed(String name) {
        if (!name.contains("=")) {
            return perIsa(isa -> system(name, of(isa)));
        }
        Map<Isa, MemorySystem> changed = new EnumMap<>(systems);
        List<Isa> named = new ArrayList<>();
        for (String part : name.split(",", -1)) {
            String[] sides = part.split("=", -1);
            if (sides.length != 2) {
                throw new IllegalArgumentException(
                        "'%s' is not a memory system of an ISA: expected for example x86=tso,arm=sc"
                                .formatted(part));
            }
            Isa isa = Isa.named(sides[0]);
            if (named.contains(isa)) {
                throw new IllegalArgumentException(
                        "%s has one memory system, got two".formatted(isa.shortName()));
            }
            named.add(isa);
            changed.put(isa, system(sides[1], of(isa)));
        }
        return new Memory(changed);
    }

    private static MemorySystem system(String name, MemorySystem unlessSized) {
        String[] sides = name.split(":", 2);
        MemorySystem system =
                MemorySystem.all().stream()
                        .filter(s -> s.id().equalsIgnoreCase(sides[0]))
                        .findFirst()
                        .orElseThrow(() -> unknown(name));
        if (sides.length == 1) {
            return unlessSized.id().equals(system.id()) ? unlessSized : system;
        }
        if (!sides[1].matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException(
                    "'%s' is not a size: expected for example tso:2".formatted(sides[1]));
        }
        return system.ofSize(Integer.parseInt(sides[1]))
                .orElseThrow(() -> new IllegalArgumentException(system.id() + " has no size"));
    }

    private static IllegalArgumentException unknown(String name) {
        String ids = MemorySystem.all().stream().map(MemorySystem::id).collect(joining(" or "));
        return new IllegalArgumentException("unknown word '%s': expected %s".formatted(name, ids));
    }

    /** The system of the cores of that ISA. */
    public MemorySystem of(Isa isa) {
        return Objects.requireNonNull(systems.get(isa));
    }

    /** The system of all cores, where all have the same. */
    public Optional<MemorySystem> everywhere() {
        MemorySystem first = of(Isa.values()[0]);
        return systems.values().stream().allMatch(first::equals)
                ? Optional.of(first)
                : Optional.empty();
    }

    /** {@code sc}, {@code tso} or {@code x86=tso,arm=sc}: the systems without their sizes. */
    public String id() {
        return said(MemorySystem::id, "=", ",");
    }

    /** As the command line and trace files name it: {@code sc}, {@code x86=tso:2,arm=sc}. */
    public String text() {
        return said(MemorySystem::text, "=", ",");
    }

    /**
     * {@code tso, store buffers of 2}, or {@code x86 on tso, store buffers of 2, and arm on sc}.
     */
    @Override
    public String toString() {
        return said(MemorySystem::toString, " on ", ", and ");
    }

    private String said(Function<MemorySystem, String> words, String of, String between) {
        return everywhere()
                .map(words)
                .orElseGet(() ->
                        Arrays.stream(Isa.values())
                                .map(isa -> isa.shortName() + of + words.apply(of(isa)))
                                .collect(joining(between)));
    }

    /**
     * What trace files record in place of the {@link #text}, so that those from before there was a
     * choice for each ISA are like today's: the depth of the store buffers, 0 for none.
     */
    public OptionalInt recordedDepth() {
        return everywhere().map(MemorySystem::recordedDepth).orElse(OptionalInt.empty());
    }

    /** Whether every access of these cores takes effect in memory at once, in program order. */
    public boolean isSequentialFor(List<Isa> cores) {
        return cores.stream().allMatch(isa -> of(isa).isSequential());
    }

    /**
     * The same with systems of another size: for TSO, with store buffers of that many entries.
     * Nothing where no system has a size.
     *
     * @throws IllegalArgumentException when the size is out of range
     */
    public Optional<Memory> ofSize(int size) {
        return systems.values().stream().allMatch(s -> s.ofSize(size).isEmpty())
                ? Optional.empty()
                : Optional.of(map(s -> s.ofSize(size).orElse(s)));
    }

    private Memory map(UnaryOperator<MemorySystem> change) {
        return perIsa(isa -> change.apply(of(isa)));
    }

    /**
     * The memories that show less than this one and are simpler to follow, the simplest first;
     * where ISAs have systems of their own, one of them is smaller at a time.
     */
    public List<Memory> smaller() {
        if (everywhere().isPresent()) {
            return everywhere().get().smaller().stream().map(Memory::everywhere).toList();
        }
        List<Memory> smaller = new ArrayList<>();
        for (Isa changed : Isa.values()) {
            for (MemorySystem system : of(changed).smaller()) {
                smaller.add(perIsa(isa -> isa == changed ? system : of(isa)));
            }
        }
        return smaller;
    }

    /** Declares what the systems keep of the cores in a state. */
    public MemoryLayout.Declared declare(Declaration declaration) {
        return everywhere()
                .map(system -> system.declare(declaration))
                .orElseGet(() -> FusedMemory.declare(this, declaration));
    }
}

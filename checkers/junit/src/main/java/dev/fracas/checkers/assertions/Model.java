package dev.fracas.checkers.assertions;

import static dev.fracas.spec.Source.source;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.model.lock.LockMechanism;
import dev.fracas.model.lock.LockProtocol;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.spec.Isa;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * What is checked: a mechanism on a machine, and when to give up. A value: every method gives a new
 * one.
 *
 * @param machine the machine and the bound on rounds
 * @param bounds of each exploration; to meet one is a failure, and says which it was
 */
public record Model(Mechanism mechanism, MachineDescription machine, Bounds bounds) {
    /** How often each core uses a lock, unless something else is said. */
    public static final int ROUNDS = Ground.AnyMachine.ROUNDS;

    /** How long an exploration may take, unless something else is said. */
    public static final Duration TIMEOUT = Duration.ofMinutes(1);

    /**
     * The mechanism on its own machine, where it has one; otherwise on one core of each ISA, for
     * {@link #ROUNDS} rounds, under {@link Memory#usual}.
     */
    public static Model of(Mechanism mechanism) {
        return new Model(mechanism, mechanism.ground().usual(), Bounds.none().withTimeout(TIMEOUT));
    }

    /**
     * A mechanism that Fracas comes with on that machine, as generators draw it.
     *
     * @throws IllegalArgumentException when the machine is for no such mechanism
     */
    public static Model of(MachineDescription machine) {
        Mechanism mechanism = KnownMechanisms.and(List.of()).mechanism(machine.mechanism());
        return new Model(mechanism, machine, Bounds.none().withTimeout(TIMEOUT));
    }

    /**
     * A lock of any number of cores, named after its class: {@code TicketLock} is {@code
     * ticket-lock}.
     *
     * @throws IllegalArgumentException when its class has no name
     */
    public static Model of(LockProtocol lock) {
        return lock(idOf(lock.getClass()), cores -> lock);
    }

    /**
     * A lock that has to know for how many cores it is.
     *
     * @param id short and stable: traces name the lock by it
     * @param forCores makes the lock for that number of cores
     */
    public static Model lock(String id, IntFunction<? extends LockProtocol> forCores) {
        return of(
                LockMechanism.lock(
                                id,
                                id + ", of a test suite",
                                source("the test suite", id),
                                description -> forCores.apply(description.cores().size()))
                        .build());
    }

    private static String idOf(Class<?> type) {
        String name = type.getSimpleName();
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "a lock of a class without a name needs one: Model.lock(\"my-lock\", cores -> ...)");
        }
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The same on one core for each ISA given, in this order. */
    public Model on(Isa... cores) {
        return on(List.of(cores));
    }

    /** The same on one core for each ISA given, in this order. */
    public Model on(List<Isa> cores) {
        return with(machine.withCores(cores));
    }

    /** The same on another memory system. */
    public Model under(Memory memory) {
        return with(machine.withMemory(memory));
    }

    /** The same with another reading of load- and store-exclusive. */
    public Model withExclusives(Exclusives exclusives) {
        return with(machine.withExclusives(exclusives));
    }

    /**
     * The same within another number of rounds, 1 to 15. What is judged on endless rounds, as
     * liveness of locks is, does not depend on it.
     */
    public Model withinRounds(int rounds) {
        return with(machine.withRounds(rounds));
    }

    /** The same with a defect of the mechanism built in. */
    public Model withDefect(String name) {
        return with(machine.withDefect(name));
    }

    /** The same, giving up after that many distinct states. */
    public Model withinStates(long mostStates) {
        return new Model(mechanism, machine, bounds.withMaxStates(mostStates));
    }

    /** The same, giving up after that time. */
    public Model within(Duration time) {
        return new Model(mechanism, machine, bounds.withTimeout(time));
    }

    private Model with(MachineDescription other) {
        return new Model(mechanism, other, bounds);
    }

    /** {@code my-lock on x86,arm}. */
    @Override
    public String toString() {
        return mechanism.id()
                + " on "
                + String.join(",", machine.cores().stream().map(Isa::shortName).toList());
    }
}

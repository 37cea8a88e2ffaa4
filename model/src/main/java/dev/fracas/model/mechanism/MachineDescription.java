package dev.fracas.model.mechanism;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Optional;

/**
 * Everything that it takes to build a machine again, or another system of which each mover belongs
 * to a core: what a trace file records.
 *
 * @param mechanism id of the mechanism under check, for instance {@code ticket}
 * @param cores the ISA of each core, 1 to 16; of caches on a bus, the ISA of the core behind each
 * @param rounds how often each core runs the workload, or each cache asks, 1 to 15; {@link
 *     #ENDLESS} for ever
 * @param defect name of the defect built in, if any
 */
public record MachineDescription(
        String mechanism,
        List<Isa> cores,
        Memory memory,
        Exclusives exclusives,
        int rounds,
        Optional<String> defect) {

    /** The number of rounds of the endless form of a workload. */
    public static final int ENDLESS = 0;

    /** The most rounds within which something can be checked. */
    public static final int MOST_ROUNDS = 15;

    public MachineDescription {
        cores = List.copyOf(cores);
        if (rounds < 0 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("rounds are 1 to 15, got " + rounds);
        }
    }

    /**
     * That many rounds of a mechanism on the {@linkplain Memory#usual usual memory} with
     * architectural exclusives.
     */
    public static MachineDescription of(String mechanism, List<Isa> cores, int rounds) {
        return new MachineDescription(
                mechanism,
                cores,
                Memory.usual(),
                Exclusives.ARCHITECTURAL,
                rounds,
                Optional.empty());
    }

    public boolean isEndless() {
        return rounds == ENDLESS;
    }

    public MachineDescription withRounds(int other) {
        return new MachineDescription(mechanism, cores, memory, exclusives, other, defect);
    }

    public MachineDescription withCores(List<Isa> other) {
        return new MachineDescription(mechanism, other, memory, exclusives, rounds, defect);
    }

    public MachineDescription withDefect(String name) {
        return new MachineDescription(
                mechanism, cores, memory, exclusives, rounds, Optional.of(name));
    }

    public MachineDescription withoutDefect() {
        return new MachineDescription(
                mechanism, cores, memory, exclusives, rounds, Optional.empty());
    }

    public MachineDescription withMemory(Memory other) {
        return new MachineDescription(mechanism, cores, other, exclusives, rounds, defect);
    }

    public MachineDescription withExclusives(Exclusives other) {
        return new MachineDescription(mechanism, cores, memory, other, rounds, defect);
    }

    public MachineDescription withMechanism(String id) {
        return new MachineDescription(id, cores, memory, exclusives, rounds, defect);
    }

    /** Whether every core's accesses take effect in memory at once, in program order. */
    public boolean isSequential() {
        return memory.isSequentialFor(cores);
    }
}

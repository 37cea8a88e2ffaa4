package dev.fracas.model.mechanism;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.MemoryModel;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Optional;

/**
 * Everything that it takes to build a machine again: what a trace file records.
 *
 * @param mechanism id of the mechanism under check, for instance {@code ticket}
 * @param cores the ISA of each core, 1 to 16
 * @param rounds how often each core runs the workload, 1 to 15; {@link #ENDLESS} for ever
 * @param defect name of the defect built in, if any
 */
public record MachineDescription(
        String mechanism,
        List<Isa> cores,
        MemoryModel memory,
        Exclusives exclusives,
        int rounds,
        Optional<String> defect) {

    /** The number of rounds of the endless form of a workload. */
    public static final int ENDLESS = 0;

    public MachineDescription {
        cores = List.copyOf(cores);
        if (rounds < 0 || rounds > 15) {
            throw new IllegalArgumentException("rounds are 1 to 15, got " + rounds);
        }
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
}

package dev.fracas.model.lock;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The smallest machine known to show a defect: fewest cores, then fewest rounds, SC before TSO.
 *
 * @param cores the ISA of each core that contends
 * @param rounds 1 to 15, or {@link MachineDescription#ENDLESS} for a defect of liveness
 */
public record Exposure(List<Isa> cores, int rounds, Memory memory, Exclusives exclusives) {
    /**
     * Under sequential consistency and with architectural exclusives, unless something else is
     * said.
     *
     * @param cores short names of their ISAs, separated by commas
     * @param rounds {@link MachineDescription#ENDLESS} for a defect of liveness
     */
    public static Exposure on(String cores, int rounds) {
        return new Exposure(
                Arrays.stream(cores.split(",")).map(Isa::named).toList(),
                rounds,
                Memory.sequentialConsistency(),
                Exclusives.ARCHITECTURAL);
    }

    /** The same on another memory system. */
    public Exposure under(Memory other) {
        return new Exposure(cores, rounds, other, exclusives);
    }

    /** The same with a store-exclusive that compares values. */
    public Exposure withEmulatedExclusives() {
        return new Exposure(cores, rounds, memory, Exclusives.EMULATED);
    }

    MachineDescription of(String mechanism, String defect) {
        return new MachineDescription(
                mechanism, cores, memory, exclusives, rounds, Optional.of(defect));
    }
}

package dev.fracas.generators.hardware;

import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.machine.memory.Memory;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import java.util.List;
import java.util.Optional;

/**
 * A machine without what it runs.
 *
 * @param cores the ISA of each core, 1 to 16
 * @param model where memory lies between the groups of cores, for the costs
 * @param pair the processors, for the costs
 */
public record HardwareConfiguration(
        List<Isa> cores, Memory memory, Exclusives exclusives, HardwareModel model, CorePair pair) {
    public HardwareConfiguration {
        cores = List.copyOf(cores);
    }

    /** The mechanism on this machine. */
    public MachineDescription running(String mechanism, int rounds) {
        return new MachineDescription(
                mechanism, cores, memory, exclusives, rounds, Optional.empty());
    }
}

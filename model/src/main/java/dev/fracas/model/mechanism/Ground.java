package dev.fracas.model.mechanism;

import dev.fracas.spec.Isa;
import java.util.List;

/** On which machines a mechanism can be put. */
public sealed interface Ground {
    /** The machine that a check is about unless it is told otherwise. */
    MachineDescription usual();

    /**
     * The mechanism says who runs and what each does: cores and rounds are its own. Memory system
     * and exclusives may still be chosen.
     *
     * @param usual that machine
     */
    record OwnMachine(MachineDescription usual) implements Ground {}

    /**
     * The mechanism goes on any machine that is not {@linkplain Mechanism#unsuitable unsuitable}.
     *
     * @param usual the machine that is checked by default
     * @param mostCores the most cores that it is tried on
     */
    record AnyMachine(MachineDescription usual, int mostCores) implements Ground {
        /** How often each core runs the workload, unless somebody says otherwise. */
        public static final int ROUNDS = 2;

        /** One core of each ISA on the usual memory, two rounds. */
        public static AnyMachine of(String mechanism, int mostCores) {
            return new AnyMachine(
                    MachineDescription.of(mechanism, List.of(Isa.X86_64, Isa.AARCH64), ROUNDS),
                    mostCores);
        }
    }
}

package dev.fracas.checkers.mutate;

import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;

/** A mechanism on a machine, where a mutant of it may be told from it. */
public record Trial(Mechanism mechanism, MachineDescription machine) {}

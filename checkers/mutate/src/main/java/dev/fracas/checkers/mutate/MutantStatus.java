package dev.fracas.checkers.mutate;

import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import java.util.stream.Collectors;

/** What became of a mutant. */
public sealed interface MutantStatus {
    /**
     * It was told from the right program.
     *
     * @param property id of the property that it violates, or {@link #MODEL_ERROR}
     * @param on the mechanism and the cores that it was tried on: {@code ticket on x86,arm}
     */
    record Killed(String property, String on) implements MutantStatus {
        /** In place of a property: the model refuses the mutated program. */
        public static final String MODEL_ERROR = "model-error";

        /** The words for a mechanism on its cores. */
        static String where(MachineDescription machine) {
            return machine.cores().stream()
                    .map(Isa::shortName)
                    .collect(Collectors.joining(",", machine.mechanism() + " on ", ""));
        }
    }

    /**
     * Everything within the bounds was seen, and it does all that the right program promises.
     *
     * @param states distinct states
     * @param transitions pairs of a state and a step possible in it
     */
    record Survived(long states, long transitions) implements MutantStatus {}

    /**
     * No run of a hunt violates anything, which proves nothing.
     *
     * @param steps of all runs together
     */
    record Escaped(long steps) implements MutantStatus {}

    /**
     * Neither killed nor seen whole.
     *
     * @param by what cut the search
     */
    record Incomplete(String by) implements MutantStatus {}
}

package dev.fracas.model.machine.memory;

import dev.fracas.model.program.Program;
import dev.fracas.model.state.StateLayout;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a memory system has to know of a machine in the making.
 *
 * @param cores how many cores the machine has
 * @param programs those of the cores that the system serves
 * @param places numbers what the programs name
 * @param layout takes the fields that the system adds to a state
 */
public record Declaration(
        int cores, List<Program> programs, Locations.Builder places, StateLayout.Builder layout) {

    /** The same for some of the programs. */
    Declaration of(Predicate<Program> which) {
        return new Declaration(cores, programs.stream().filter(which).toList(), places, layout);
    }
}

package dev.fracas.model.mechanism;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.timing.Span;
import dev.fracas.spec.Source;
import java.util.List;
import java.util.Optional;

/** Something that Fracas can check: a lock, later a page-fault handler or a message ring. */
public interface Mechanism {
    /** Short and stable, as on the command line. */
    String id();

    /** One line that says what it is. */
    String summary();

    Source source();

    /** Why the mechanism can't be put on such a machine, in one clause; empty when it can. */
    Optional<String> unsuitable(MachineDescription description);

    /**
     * The machine that runs the mechanism's workload.
     *
     * @throws IllegalArgumentException when the description is {@link #unsuitable}, or names a
     *     defect that this mechanism does not have
     */
    Machine machine(MachineDescription description);

    /** What is to be judged on such a machine, and what the mechanism says of it. */
    List<Promise> promises(MachineDescription description);

    List<Defect> defects();

    /** Stretches of a run whose cost is of interest by itself, such as from acquire to release. */
    default List<Span> spans() {
        return List.of();
    }
}

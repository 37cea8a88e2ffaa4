package dev.fracas.model.mechanism;

import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.timing.Span;
import dev.fracas.spec.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that Fracas can check: a lock, a page-fault handler under a workload, a ring of
 * messages. It says what runs, what that promises, and how it can be got wrong.
 */
public interface Mechanism {
    /**
     * Short and stable, without the reading: {@code ticket}, {@code unmap-against-remote-fault}.
     * Mechanisms that differ in their reading only have the same name.
     */
    String name();

    /** What it follows; empty where there is one way only. */
    default Optional<Reading> reading() {
        return Optional.empty();
    }

    /**
     * The reading as ids and reports have it: {@code released}, {@code paper+exit}; nothing where
     * there is one only.
     */
    default String readingId() {
        return reading().map(Reading::id).orElse("");
    }

    /** As on the command line and in trace files: {@code ticket}, {@code stramash-ptl@released}. */
    default String id() {
        return readingId().isEmpty() ? name() : name() + "@" + readingId();
    }

    /** Ids that it had once, under which trace files may still name it. */
    default List<String> aliases() {
        return List.of();
    }

    /** One line that says what it is. */
    String summary();

    Source source();

    /** Where it can be put. */
    Ground ground();

    /**
     * Whether there is an endless form of its workload, on which starvation can show; it is the
     * machine with {@link MachineDescription#ENDLESS} rounds.
     */
    default boolean hasEndlessForm() {
        return false;
    }

    /** Why the mechanism can't be put on such a machine, in one clause; empty when it can. */
    Optional<String> unsuitable(MachineDescription description);

    /**
     * What runs the mechanism's workload: mostly a {@link Machine}.
     *
     * @throws IllegalArgumentException when the description is {@link #unsuitable}, or names a
     *     defect that this mechanism does not have
     */
    TransitionSystem system(MachineDescription description);

    /**
     * The same where it is a machine: cores with programs, which can be listed, costed and mutated.
     *
     * @throws IllegalArgumentException when it is none, and as {@link #system}
     */
    default Machine machine(MachineDescription description) {
        if (system(description) instanceof Machine machine) {
            return machine;
        }
        throw new IllegalArgumentException(id() + " is no machine: it has no cores with programs");
    }

    /** What is to be judged on such a machine, and what the mechanism says of it. */
    List<Promise> promises(MachineDescription description);

    List<Defect> defects();

    /**
     * The parts whose reading can be chosen one by one: {@code remote-fault}. None where the
     * mechanism is in one reading as a whole.
     */
    default List<String> parts() {
        return List.of();
    }

    /**
     * This mechanism with some of its {@link #parts} as released, which promises everything that
     * this one does. Its id is this one's with the parts behind it: {@code
     * unmap-against-remote-fault@paper+remote-fault+exit}.
     *
     * @throws IllegalArgumentException when one of them is no part of this mechanism
     */
    default Mechanism withReleased(Set<String> parts) {
        throw new IllegalArgumentException(id() + " has no parts to choose a reading for");
    }

    /** Stretches of a run whose cost is of interest by itself, such as from acquire to release. */
    default List<Span> spans() {
        return List.of();
    }
}

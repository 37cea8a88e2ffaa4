package dev.fracas.model.mechanism;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mechanism on the one machine that it is meant for: a small workload with its threads, pages and
 * frames, in one reading of the protocols. Its id is {@code name@reading}.
 */
public interface Configuration extends Mechanism {
    /** What the protocols follow. */
    enum Reading {
        /** What the Stramash paper describes, completed so that it is correct. */
        PAPER("paper"),
        /** Step for step what the source that the paper's authors released does. */
        RELEASED("released"),
        /** Popcorn Linux, which Stramash replaces: a distributed shared memory over messages. */
        POPCORN("popcorn");

        private final String id;

        Reading(String id) {
            this.id = id;
        }

        /** As on the command line. */
        public String id() {
            return id;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** The workload's name, the same in every reading: {@code unmap-against-remote-fault}. */
    String name();

    Reading reading();

    /** The machine and the bound that the configuration is stated for. */
    MachineDescription description();

    /**
     * The parts of the kernels whose reading can be chosen one by one: {@code remote-fault}. None
     * where the configuration is in one reading as a whole.
     */
    default List<String> parts() {
        return List.of();
    }

    /**
     * This configuration with some of its {@link #parts} as released, which promises everything
     * that this one does. Its id is this one's with the parts behind it: {@code
     * unmap-against-remote-fault@paper+remote-fault+exit}.
     *
     * @throws IllegalArgumentException when one of them is no part of this configuration
     */
    default Configuration withReleased(Set<String> parts) {
        throw new IllegalArgumentException(id() + " has no parts to choose a reading for");
    }

    /**
     * The mechanism of that id among those, also a configuration {@link #withReleased} parts.
     *
     * @throws IllegalArgumentException when the id names a part that there is not
     */
    static Optional<Mechanism> find(Collection<? extends Mechanism> mechanisms, String id) {
        for (Mechanism mechanism : mechanisms) {
            if (mechanism.id().equals(id)) {
                return Optional.of(mechanism);
            }
            if (mechanism instanceof Configuration c && id.startsWith(c.id() + "+")) {
                String parts = id.substring(c.id().length() + 1);
                return Optional.of(
                        c.withReleased(new LinkedHashSet<>(List.of(parts.split("\\+")))));
            }
        }
        return Optional.empty();
    }

    /** The reading as ids and reports have it: {@code paper}, {@code paper+exit}. */
    default String readingId() {
        return reading().id();
    }

    @Override
    default String id() {
        return name() + "@" + readingId();
    }
}

package dev.fracas.model;

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

    @Override
    default String id() {
        return name() + "@" + reading().id();
    }
}

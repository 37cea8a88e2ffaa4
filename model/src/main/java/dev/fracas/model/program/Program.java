package dev.fracas.model.program;

import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Set;

/**
 * The instructions of one core, or of the handler of a core's interrupts. Built with {@link
 * Routine}; immutable.
 *
 * @param core the program's number in its machine, which is its core's, but for a handler
 * @param isa the core's architecture
 * @param code the instructions, the first to execute first; ends with {@link Instruction.End}
 * @param sites where each instruction stands, parallel to {@code code}
 * @param registers every register that the code names, by index
 * @param role what the machine may expect of it
 */
public record Program(
        int core,
        Isa isa,
        List<Instruction> code,
        List<Site> sites,
        List<Register> registers,
        Role role) {

    /** What a machine may expect of a program: that it ends, or that it serves others. */
    public sealed interface Role {
        /** A thread: the machine has finished only when it has ended. */
        record Task() implements Role {}

        /**
         * Serves for ever: the machine has finished also where it waits for an interrupt and none
         * is on its way.
         */
        record Daemon() implements Role {}

        /**
         * Handles some of the interrupts of a core that runs another program; serves for ever too.
         * It has a number, a pc and registers of its own, but its core is the interrupted one: an
         * interrupt is taken only when that core's stores are in memory, and the interrupted
         * program stands still until the handler waits for the next one (or has stopped) with its
         * own stores in memory. Intel's SDM, volume 3A, has the store buffer drained when an
         * interrupt is generated ("Store Buffer") and counts {@code iret} among the serializing
         * instructions ("Serializing Instructions").
         *
         * <p>The handlers of one core run one at a time: while one is at work, the others take
         * nothing. What they do before they first wait, they do in the order of their numbers.
         *
         * @param core number of the interrupted program
         * @param vectors what it handles; at least one, each once
         */
        record HandlerOf(int core, List<InterruptVector> vectors) implements Role {
            public HandlerOf {
                vectors = List.copyOf(vectors);
                if (vectors.isEmpty() || Set.copyOf(vectors).size() < vectors.size()) {
                    throw new IllegalArgumentException(
                            "a handler has one vector or several different ones, got " + vectors);
                }
            }
        }

        /** Whether it may wait for interrupts for ever once every thread has ended. */
        default boolean servesForEver() {
            return switch (this) {
                case Task t -> false;
                case Daemon d -> true;
                case HandlerOf h -> true;
            };
        }
    }

    /**
     * Where an instruction stands in the source that it follows.
     *
     * @param routine the kernel function, innermost first, for instance {@code
     *     queued_spin_lock_slowpath}; empty outside of any
     * @param label the name of this place in it, empty when it has none
     * @param zone whose it is
     * @param notes ghost notes about the place
     * @param source the lines of the model's own source that emitted it, the innermost first; empty
     *     unless they were {@link SourceLine#recorded}
     */
    public record Site(
            String routine, String label, Zone zone, Set<Note> notes, List<SourceLine> source) {
        public Site {
            notes = Set.copyOf(notes);
            source = List.copyOf(source);
        }

        /** A place in the kernel that no line of source is known of. */
        public Site(String routine, String label, Set<Note> notes) {
            this(routine, label, Zone.KERNEL, notes, List.of());
        }
    }

    public Program {
        code = List.copyOf(code);
        sites = List.copyOf(sites);
        registers = List.copyOf(registers);
        if (code.isEmpty() || !(code.getLast() instanceof Instruction.End)) {
            throw new IllegalArgumentException("a program ends with End");
        }
        if (code.size() != sites.size()) {
            throw new IllegalArgumentException("every instruction has a site");
        }
    }

    /** The program of a thread. */
    public Program(
            int core, Isa isa, List<Instruction> code, List<Site> sites, List<Register> registers) {
        this(core, isa, code, sites, registers, new Role.Task());
    }

    /** {@code x86:0}, {@code arm:1}: the program's name in every report. */
    public String coreName() {
        return isa.shortName() + ":" + core;
    }
}

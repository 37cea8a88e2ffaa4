package dev.fracas.model.program;

import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Set;

/**
 * The instructions of one core. Built with {@link Routine}; immutable.
 *
 * @param core the core's number in its machine
 * @param isa the core's architecture
 * @param code the instructions, the first to execute first; ends with {@link Instruction.End}
 * @param sites where each instruction stands, parallel to {@code code}
 * @param registers every register that the code names, by index
 */
public record Program(
        int core, Isa isa, List<Instruction> code, List<Site> sites, List<Register> registers) {

    /**
     * Where an instruction stands in the source that it follows.
     *
     * @param routine the kernel function, innermost first, for instance {@code
     *     queued_spin_lock_slowpath}; empty outside of any
     * @param label the name of this place in it, empty when it has none
     * @param tags ghost notes about the place, which views read: {@code waiting}, {@code inside},
     *     ...
     */
    public record Site(String routine, String label, Set<String> tags) {}

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

    /** {@code x86:0}, {@code arm:1}: the core's name in every report. */
    public String coreName() {
        return isa.shortName() + ":" + core;
    }
}

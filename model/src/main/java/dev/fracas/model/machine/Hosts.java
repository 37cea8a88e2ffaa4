package dev.fracas.model.machine;

import dev.fracas.model.program.Program;
import dev.fracas.model.program.Program.Role;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which core of the hardware runs each program.
 *
 * @param host for each program that core: its own, but for the handler of another's interrupts
 * @param handlers for each core, the handlers of its interrupts, in the order of their numbers
 */
record Hosts(int[] host, int[][] handlers) {

    /**
     * @throws IllegalArgumentException when a handler has no core that it can handle interrupts of
     */
    static Hosts of(List<Program> programs) {
        int cores = programs.size();
        int[] host = new int[cores];
        for (Program program : programs) {
            host[program.core()] = host(program, programs);
        }
        int[][] handlers = new int[cores][];
        for (int core = 0; core < cores; core++) {
            int hardware = core;
            handlers[core] =
                    IntStream.range(0, cores)
                            .filter(p -> p != hardware && host[p] == hardware)
                            .toArray();
        }
        return new Hosts(host, handlers);
    }

    private static int host(Program program, List<Program> all) {
        if (!(program.role() instanceof Role.HandlerOf handler)) {
            return program.core();
        }
        int host = handler.core();
        refuse(host < 0 || host >= all.size(), program, host, "which does not exist");
        Program served = all.get(host);
        boolean isHandler = served.role() instanceof Role.HandlerOf;
        refuse(isHandler, program, host, "which is a handler itself");
        refuse(served.isa() != program.isa(), program, host, "which has another ISA");
        return host;
    }

    private static void refuse(boolean wrong, Program handler, int core, String why) {
        if (wrong) {
            throw new IllegalArgumentException(
                    "%s cannot handle the interrupts of core %d, %s"
                            .formatted(handler.coreName(), core, why));
        }
    }
}

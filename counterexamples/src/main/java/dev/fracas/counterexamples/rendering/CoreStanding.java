package dev.fracas.counterexamples.rendering;

import dev.fracas.counterexamples.Snapshot;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Instruction;
import java.util.List;

/** Where a core stands in a state, and what it has not done with. */
record CoreStanding(Machine machine, long[] state, int core) {
    String text() {
        return stands() + extras();
    }

    private String stands() {
        int at = machine.nextInstruction(state, 0, core);
        if (at < 0) {
            return Snapshot.STOPPED;
        }
        return machine.program(core).code().get(at) instanceof Instruction.End
                ? "has ended"
                : "before " + Snapshot.next(machine, state, core);
    }

    private String extras() {
        StringBuilder text = new StringBuilder();
        List<String> buffer = machine.buffered(state, 0, core);
        if (!buffer.isEmpty()) {
            text.append("; %s ".formatted(machine.memoryOf(core).buffer()))
                    .append(String.join(" ", buffer));
        }
        if (!machine.monitor(state, 0, core).equals("-")) {
            text.append("; monitor on ").append(machine.monitor(state, 0, core));
        }
        if (!machine.ipi(state, 0, core).equals("-")) {
            text.append("; ipi ").append(machine.ipi(state, 0, core));
        }
        if (!machine.roleOf(core).isEmpty()) {
            text.append("; ").append(machine.roleOf(core));
        }
        if (machine.isInterrupted(state, 0, core)) {
            text.append("; is interrupted");
        }
        return text.toString();
    }
}

package dev.fracas.counterexamples;

import dev.fracas.model.machine.memory.MemorySystem;
import java.util.List;
import java.util.Locale;

/**
 * What one core holds in one state, as a trace file records it.
 *
 * @param next the instruction that it executes next, with its routine and number
 * @param registers what the state keeps of its registers; those that are never live together share
 *     a place, those that are dead are 0
 * @param buffer the name under which the file has {@code buffered}: {@code storeBuffer}
 * @param buffered the accesses that are not in memory, the oldest first, as {@code name=value}
 * @param monitor the location that its exclusive monitor stands on, or {@code -}
 * @param ipi whether an interrupt is in flight to it or pending on it, or {@code -}
 */
public record CoreSnapshot(
        String next,
        List<Long> registers,
        String buffer,
        List<String> buffered,
        String monitor,
        String ipi) {
    public CoreSnapshot {
        registers = List.copyOf(registers);
        buffered = List.copyOf(buffered);
    }

    /** The name of what a core's memory system buffers: {@code storeBuffer}. */
    public static String variable(MemorySystem memory) {
        StringBuilder name = new StringBuilder();
        for (String word : memory.buffer().split(" ", -1)) {
            name.append(
                    name.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}

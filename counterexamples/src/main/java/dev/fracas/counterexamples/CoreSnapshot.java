package dev.fracas.counterexamples;

import java.util.List;

/**
 * What one core holds in one state, as a trace file records it.
 *
 * @param next the instruction that it executes next, with its routine and number
 * @param registers what the state keeps of its registers; those that are never live together share
 *     a place, those that are dead are 0
 * @param storeBuffer the stores that wait, the oldest first, as {@code name=value}
 * @param monitor the location that its exclusive monitor stands on, or {@code -}
 * @param ipi whether an interrupt is in flight to it or pending on it, or {@code -}
 */
public record CoreSnapshot(
        String next, List<Long> registers, List<String> storeBuffer, String monitor, String ipi) {
    public CoreSnapshot {
        registers = List.copyOf(registers);
        storeBuffer = List.copyOf(storeBuffer);
    }
}

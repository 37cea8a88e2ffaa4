package dev.fracas.generators.litmus;

import java.util.ArrayList;
import java.util.List;

/**
 * How a run of a litmus program ended.
 *
 * @param registers for each thread, what its observations returned, in program order
 * @param memory what each word holds in memory, in the order of their numbers
 */
public record FinalState(List<List<Integer>> registers, List<Integer> memory) {
    public FinalState {
        registers = registers.stream().map(List::copyOf).toList();
        memory = List.copyOf(memory);
    }

    /** {@code 0:r0=1 1:r0=0 x=1 y=2}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (int thread = 0; thread < registers.size(); thread++) {
            List<Integer> observed = registers.get(thread);
            for (int r = 0; r < observed.size(); r++) {
                parts.add("%d:r%d=%d".formatted(thread, r, observed.get(r)));
            }
        }
        for (int word = 0; word < memory.size(); word++) {
            parts.add("%s=%d".formatted(Action.name(word), memory.get(word)));
        }
        return String.join(" ", parts);
    }
}

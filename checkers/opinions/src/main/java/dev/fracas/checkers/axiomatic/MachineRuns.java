package dev.fracas.checkers.axiomatic;

import dev.fracas.generators.litmus.FinalState;
import dev.fracas.generators.litmus.LitmusMachine;
import dev.fracas.generators.litmus.LitmusProgram;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.memory.Memory;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The final states of all runs of a litmus program on the machine of the model: every interleaving,
 * every moment at which a buffered store can reach memory. A plain search; the spaces are small,
 * and it shares nothing with the engine that checks the mechanisms.
 */
public final class MachineRuns {
    private MachineRuns() {}

    /** How the program can end on a sequentially consistent machine. */
    public static Set<FinalState> underSequentialConsistency(LitmusProgram program) {
        return finalStates(program, Memory.sequentialConsistency());
    }

    /** How the program can end under TSO, with store buffers that never make a store wait. */
    public static Set<FinalState> underTotalStoreOrder(LitmusProgram program) {
        return finalStates(program, Memory.totalStoreOrder(program.unboundedBuffer()));
    }

    /**
     * How the program can end.
     *
     * @throws IllegalStateException when a run comes to a standstill before its end, which no
     *     straight line does
     */
    public static Set<FinalState> finalStates(LitmusProgram program, Memory memory) {
        LitmusMachine litmus = program.on(memory);
        int words = litmus.machine().layout().words();
        TransitionSystem.Generator generator = litmus.machine().newGenerator();
        Successors out = new Successors(words);
        Set<PackedState> seen = new HashSet<>();
        Deque<long[]> open = new ArrayDeque<>();
        Set<FinalState> ends = new HashSet<>();
        litmus.machine().initialStates(out);
        while (true) {
            for (int i = 0; i < out.count(); i++) {
                long[] state = new long[words];
                System.arraycopy(out.states(), out.at(i), state, 0, words);
                if (seen.add(new PackedState(state))) {
                    open.push(state);
                }
            }
            if (open.isEmpty()) {
                return ends;
            }
            long[] state = open.pop();
            out.clear();
            generator.successors(state, 0, out);
            if (generator.finished(state, 0)) {
                ends.add(litmus.finalState(state, 0));
            } else if (out.count() == 0) {
                throw new IllegalStateException("a run stands still before its end:\n" + program);
            }
        }
    }

    /** A state that equals another with the same bits. */
    private record PackedState(long[] words) {
        @Override
        public boolean equals(Object other) {
            return other instanceof PackedState(long[] others) && Arrays.equals(words, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(words);
        }
    }
}

package dev.fracas.checkers.explore;

import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.TransitionSystem.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The reachable states of a system, in the order in which a breadth-first search by one worker
 * finds them, each once.
 */
public final class ReachableStates {
    private final TransitionSystem system;
    private final Exploration seen;
    private final VisitedStates states;

    public ReachableStates(TransitionSystem system) {
        this.system = system;
        this.seen = Explorer.unbounded().withWorkers(1).explore(system, List.of());
        this.states = new VisitedStates(seen.search());
    }

    public int count() {
        return states.count();
    }

    /** Where the words of a state lie. */
    public long[] array(int state) {
        return states.chunk(state);
    }

    /** The first word of a state in {@link #array}. */
    public int at(int state) {
        return states.offset(state);
    }

    /**
     * What a breadth-first search asks its visited set: the initial state, then every successor
     * that is not the state itself, in order. Comes in batches of rows, each a hash and a state;
     * all but the last batch are full.
     */
    public long[][] questions(int batch) {
        int words = system.layout().words();
        int row = words + 1;
        Generator generator = system.newFastGenerator();
        Successors out = new Successors(words);
        system.initialStates(out);
        List<long[]> batches = new ArrayList<>();
        long[] open = new long[batch * row];
        int used = 0;
        for (int state = -1; state < count(); state++) {
            if (state >= 0) {
                out.clear();
                generator.successors(array(state), at(state), out);
            }
            for (int i = 0; i < out.count(); i++) {
                int next = out.at(i);
                if (state >= 0 && isSame(state, out.states(), next, words)) {
                    continue;
                }
                if (used == open.length) {
                    batches.add(open);
                    open = new long[batch * row];
                    used = 0;
                }
                open[used] = StateStore.hash(out.states(), next, words);
                System.arraycopy(out.states(), next, open, used + 1, words);
                used += row;
            }
        }
        batches.add(Arrays.copyOf(open, used));
        return batches.toArray(long[][]::new);
    }

    private boolean isSame(int state, long[] successors, int next, int words) {
        int at = at(state);
        return Arrays.equals(array(state), at, at + words, successors, next, next + words);
    }
}

package dev.fracas.checkers.explore;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Strongly connected components of a part of a {@link StateGraph}: Tarjan's algorithm, unrolled.
 */
final class Components {
    private final StateGraph graph;
    private final BitSet within;
    private final int[] order;
    private final int[] low;
    private final int[] stack;
    private final int[] path;
    private final int[] nextEdge;
    private final BitSet onStack = new BitSet();
    private final StateOrder preference;
    private final Cutoff cutoff;
    private int[] best = new int[0];
    private final int[] componentOf;
    private int components;
    private int counter;
    private int stackTop;

    /** Which of two states comes first, when one is to be shown. */
    @FunctionalInterface
    interface StateOrder {
        boolean comesBefore(int a, int b);
    }

    /**
     * @param within the states that the components are made of
     * @param preference which state, and with it which component, is preferred
     */
    Components(StateGraph graph, BitSet within, StateOrder preference, Cutoff cutoff) {
        this.preference = preference;
        this.cutoff = cutoff;
        this.graph = graph;
        this.within = within;
        this.order = new int[graph.states()];
        this.low = new int[graph.states()];
        this.stack = new int[graph.states()];
        this.path = new int[graph.states()];
        this.nextEdge = new int[graph.states()];
        this.componentOf = new int[graph.states()];
    }

    /**
     * The states of a component in which every actor has a step or is somewhere unable to step, the
     * preferred state first; none when there is no such component. Of several, the one with the
     * preferred state: there can be as many as states, so that they are not kept.
     */
    int[] preferredFair() {
        for (int s = within.nextSetBit(0); s >= 0; s = within.nextSetBit(s + 1)) {
            if (order[s] == 0) {
                search(s);
            }
        }
        return best;
    }

    private void search(int root) {
        int depth = 0;
        path[0] = root;
        enter(root);
        while (depth >= 0) {
            int state = path[depth];
            int edge = nextEdge[state];
            if (edge < graph.firstEdge(state + 1)) {
                nextEdge[state]++;
                int next = graph.target(edge);
                if (!within.get(next)) {
                    continue;
                }
                if (order[next] == 0) {
                    path[++depth] = next;
                    enter(next);
                } else if (onStack.get(next)) {
                    low[state] = Math.min(low[state], order[next]);
                }
            } else {
                depth--;
                if (depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[state]);
                }
                if (low[state] == order[state]) {
                    leaveComponent(state);
                }
            }
        }
    }

    private void enter(int state) {
        cutoff.check(counter);
        order[state] = ++counter;
        low[state] = counter;
        nextEdge[state] = graph.firstEdge(state);
        stack[stackTop++] = state;
        onStack.set(state);
    }

    private void leaveComponent(int root) {
        int top = stackTop;
        int number = ++components;
        int state;
        do {
            state = stack[--stackTop];
            onStack.clear(state);
            componentOf[state] = number;
        } while (state != root);
        if (isFair(stackTop, top, number)) {
            keepIfPreferred(stackTop, top);
        }
    }

    private void keepIfPreferred(int from, int to) {
        int first = from;
        for (int i = from + 1; i < to; i++) {
            if (preference.comesBefore(stack[i], stack[first])) {
                first = i;
            }
        }
        if (best.length == 0 || preference.comesBefore(stack[first], best[0])) {
            best = Arrays.copyOfRange(stack, from, to);
            best[0] = stack[first];
            best[first - from] = stack[from];
        }
    }

    /** Judges the component that lies in {@code stack} from {@code from} to {@code to}. */
    private boolean isFair(int from, int to, int number) {
        long satisfied = 0;
        for (int i = from; i < to; i++) {
            int s = stack[i];
            satisfied |= graph.unable(s);
            for (int e = graph.firstEdge(s); e < graph.firstEdge(s + 1); e++) {
                if (componentOf[graph.target(e)] == number) {
                    satisfied |= graph.actor(e);
                }
            }
            if (satisfied == graph.allActors()) {
                return true;
            }
        }
        return false;
    }
}

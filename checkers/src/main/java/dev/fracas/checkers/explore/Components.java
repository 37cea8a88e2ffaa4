package dev.fracas.checkers.explore;

import dev.fracas.model.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

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
    private final List<BitSet> fair = new ArrayList<>();
    private final int[] componentOf;
    private int components;
    private int counter;
    private int stackTop;

    Components(StateGraph graph, BitSet within) {
        this.graph = graph;
        this.within = within;
        this.order = new int[graph.states()];
        this.low = new int[graph.states()];
        this.stack = new int[graph.states()];
        this.path = new int[graph.states()];
        this.nextEdge = new int[graph.states()];
        this.componentOf = new int[graph.states()];
    }

    /** The components in which every actor has a step or is somewhere unable to step. */
    List<BitSet> fair() {
        for (int s = within.nextSetBit(0); s >= 0; s = within.nextSetBit(s + 1)) {
            if (order[s] == 0) {
                search(s);
            }
        }
        return fair;
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
            BitSet states = new BitSet();
            for (int i = stackTop; i < top; i++) {
                states.set(stack[i]);
            }
            fair.add(states);
        }
    }

    /** Judges the component that lies in {@code stack} from {@code from} to {@code to}. */
    private boolean isFair(int from, int to, int number) {
        int satisfied = 0;
        for (int i = from; i < to; i++) {
            int s = stack[i];
            satisfied |= graph.unable(s);
            for (int e = graph.firstEdge(s); e < graph.firstEdge(s + 1); e++) {
                if (componentOf[graph.target(e)] == number) {
                    satisfied |= 1 << Step.actorOf(graph.step(e));
                }
            }
            if (satisfied == graph.allActors()) {
                return true;
            }
        }
        return false;
    }
}

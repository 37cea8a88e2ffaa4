package dev.fracas.checkers.explore;

import dev.fracas.model.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks a fair cycle through a strongly connected component: from a state always on to the nearest
 * place that satisfies one more actor, and home when all are. Short, but not proved shortest.
 */
final class CycleWalk {
    private final StateGraph graph;
    private final BitSet component;

    CycleWalk(StateGraph graph, BitSet component) {
        this.graph = graph;
        this.component = component;
    }

    /** The steps of a cycle that begins and ends in {@code start}. */
    List<Step> from(int start) {
        List<Step> cycle = new ArrayList<>();
        int state = start;
        int satisfied = graph.unable(start);
        while (satisfied != graph.allActors()) {
            List<Integer> edges = nearest(state, satisfied, -1);
            for (int edge : edges) {
                cycle.add(Step.of(graph.step(edge)));
                state = graph.target(edge);
                satisfied |= graph.unable(state) | 1 << Step.actorOf(graph.step(edge));
            }
        }
        if (state != start) {
            for (int edge : nearest(state, satisfied, start)) {
                cycle.add(Step.of(graph.step(edge)));
            }
        }
        return cycle;
    }

    /**
     * The edges of a shortest path inside the component to {@code goal}, or, when that is -1, to the
     * first edge or state that satisfies an actor which {@code satisfied} lacks.
     */
    private List<Integer> nearest(int from, int satisfied, int goal) {
        Map<Integer, Integer> cameBy = new HashMap<>();
        Map<Integer, Integer> cameFrom = new HashMap<>();
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        queue.add(from);
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int e = graph.firstEdge(state); e < graph.firstEdge(state + 1); e++) {
                int next = graph.target(e);
                if (!component.get(next)) {
                    continue;
                }
                int gains = graph.unable(next) | 1 << Step.actorOf(graph.step(e));
                boolean arrived = goal < 0 ? (gains & ~satisfied) != 0 : next == goal;
                if (arrived) {
                    List<Integer> edges = new ArrayList<>();
                    edges.add(e);
                    for (int s = state; s != from; s = cameFrom.get(s)) {
                        edges.add(cameBy.get(s));
                    }
                    Collections.reverse(edges);
                    return edges;
                }
                if (next != from && cameBy.putIfAbsent(next, e) == null) {
                    cameFrom.put(next, state);
                    queue.add(next);
                }
            }
        }
        throw new IllegalStateException("a strongly connected component has a way to every state");
    }
}

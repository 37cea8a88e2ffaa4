package dev.fracas.checkers.explore;

import dev.fracas.model.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a fair cycle through a strongly connected component. The shortest one from its start, where
 * the component is small enough for a search over states and sets of satisfied actors; else the
 * walk that always goes on to the nearest place that satisfies one more actor, and home when all
 * are.
 */
final class CycleWalk {
    /** The most pairs of a state and a set of actors that the search for the shortest may see. */
    private static final int MAX_PAIRS = 500_000;

    private final StateGraph graph;
    private final BitSet component;

    CycleWalk(StateGraph graph, BitSet component) {
        this.graph = graph;
        this.component = component;
    }

    /** The steps of a cycle that begins and ends in {@code start}. */
    List<Step> from(int start) {
        return shortest(start).orElseGet(() -> greedy(start));
    }

    /**
     * A state with the actors satisfied since the start, by which edge it was reached and whence.
     */
    private record Visit(int state, long satisfied, int edge, int from) {}

    /** A state, and a bit for each actor that is satisfied by then. */
    private record Reached(int state, long satisfied) {}

    /** The bit of the actor that makes the step. */
    private Optional<List<Step>> shortest(int start) {
        List<Visit> visits = new ArrayList<>();
        Set<Reached> seen = new HashSet<>();
        visits.add(new Visit(start, graph.unable(start), -1, -1));
        for (int i = 0; i < visits.size() && visits.size() < MAX_PAIRS; i++) {
            Visit visit = visits.get(i);
            if (visit.state == start && visit.satisfied == graph.allActors()) {
                List<Step> cycle = new ArrayList<>();
                for (Visit v = visit; v.edge >= 0; v = visits.get(v.from)) {
                    cycle.addFirst(Step.of(graph.step(v.edge)));
                }
                return Optional.of(cycle);
            }
            int end = graph.firstEdge(visit.state + 1);
            for (int e = graph.firstEdge(visit.state); e < end; e++) {
                int next = graph.target(e);
                if (component.get(next)) {
                    long satisfied = visit.satisfied | graph.unable(next) | graph.actor(e);
                    if (seen.add(new Reached(next, satisfied))) {
                        visits.add(new Visit(next, satisfied, e, i));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private List<Step> greedy(int start) {
        List<Step> cycle = new ArrayList<>();
        int state = start;
        long satisfied = graph.unable(start);
        while (satisfied != graph.allActors()) {
            for (int edge : nearest(state, satisfied, -1)) {
                cycle.add(Step.of(graph.step(edge)));
                state = graph.target(edge);
                satisfied |= graph.unable(state) | graph.actor(edge);
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
     * The edges of a shortest path inside the component to {@code goal}, or, when that is -1, to
     * the first edge or state that satisfies an actor which {@code satisfied} lacks.
     */
    private List<Integer> nearest(int from, long satisfied, int goal) {
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
                long gains = graph.unable(next) | graph.actor(e);
                boolean arrived = goal < 0 ? (gains & ~satisfied) != 0 : next == goal;
                if (arrived) {
                    List<Integer> edges = new ArrayList<>();
                    edges.add(e);
                    for (int s = state; s != from; s = cameFrom.getOrDefault(s, from)) {
                        edges.add(cameBy.getOrDefault(s, e));
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

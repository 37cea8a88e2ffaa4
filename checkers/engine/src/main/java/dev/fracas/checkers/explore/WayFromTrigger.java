package dev.fracas.checkers.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Where a run must have passed a trigger and met no goal since: the last part of a shortest such
 * run. A shortest run to the same state may not have passed a trigger at all.
 */
final class WayFromTrigger {
    private static final int NOT_SEEN = -2;
    private static final int TRIGGER = -1;

    private final StateGraph graph;
    private final BitSet triggers;
    private final BitSet owing;

    /** For each state, the edge by which it was reached first. */
    private final int[] cameBy;

    /**
     * Ways through a graph.
     *
     * @param triggers states in which the trigger is true and the goal is not
     * @param owing states that a trigger leads to without the goal, triggers included
     */
    WayFromTrigger(StateGraph graph, BitSet triggers, BitSet owing) {
        this.graph = graph;
        this.triggers = triggers;
        this.owing = owing;
        cameBy = new int[graph.states()];
    }

    /** The edges from a trigger to a state that owes; none when it is a trigger itself. */
    List<Integer> to(int end) {
        if (triggers.get(end)) {
            return List.of();
        }
        Arrays.fill(cameBy, NOT_SEEN);
        List<Integer> byDepth =
                triggers.stream().boxed().sorted(Comparator.comparingInt(graph::depthOf)).toList();
        List<Integer> frontier = new ArrayList<>();
        int joined = 0;
        int length = graph.depthOf(byDepth.getFirst());
        while (cameBy[end] == NOT_SEEN) {
            List<Integer> next = new ArrayList<>();
            for (;
                    joined < byDepth.size() && graph.depthOf(byDepth.get(joined)) <= length;
                    joined++) {
                int trigger = byDepth.get(joined);
                if (cameBy[trigger] == NOT_SEEN) {
                    cameBy[trigger] = TRIGGER;
                    frontier.add(trigger);
                }
            }
            for (int state : frontier) {
                for (int e = graph.firstEdge(state); e < graph.firstEdge(state + 1); e++) {
                    int target = graph.target(e);
                    if (owing.get(target) && cameBy[target] == NOT_SEEN) {
                        cameBy[target] = e;
                        next.add(target);
                    }
                }
            }
            frontier = next;
            length++;
        }
        return edgesTo(end);
    }

    private List<Integer> edgesTo(int end) {
        List<Integer> edges = new ArrayList<>();
        for (int edge = cameBy[end]; edge != TRIGGER; edge = cameBy[graph.source(edge)]) {
            edges.addFirst(edge);
        }
        return edges;
    }
}

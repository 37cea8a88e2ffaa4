package dev.fracas.checkers.explore;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import java.util.Arrays;
import java.util.Optional;

/**
 * All states and steps of a complete exploration as arrays (compressed sparse rows). Spins are left
 * out: an {@code await} that spins is unable to step.
 */
final class StateGraph {
    /** What a state takes at the peak, here, in {@link Components} and in {@link FairCycles}. */
    private static final long STATE_BYTES = 52;

    /** What a step takes at the peak: target and label, while both are copied to their length. */
    private static final long EDGE_BYTES = 16;

    private final VisitedStates visited;
    private final int[] firstEdge;
    private final int[] target;
    private final int[] step;

    /** For each state, a bit for each actor that has no step in it. */
    private final long[] unable;

    private final int[] depth;
    private final TransitionSystem system;

    private StateGraph(
            TransitionSystem system,
            VisitedStates visited,
            int[] firstEdge,
            int[] target,
            int[] step,
            long[] unable,
            int[] depth) {
        this.system = system;
        this.visited = visited;
        this.firstEdge = firstEdge;
        this.target = target;
        this.step = step;
        this.unable = unable;
        this.depth = depth;
    }

    /** Nothing when the arrays would take more than {@code maxBytes}. */
    static Optional<StateGraph> of(Search search, long maxBytes, Cutoff cutoff) {
        TransitionSystem system = search.system;
        VisitedStates visited = new VisitedStates(search);
        int states = visited.count();
        long edges = search.progress().transitions();
        if (STATE_BYTES * states + EDGE_BYTES * edges > maxBytes || edges > Integer.MAX_VALUE - 8) {
            return Optional.empty();
        }
        int[] firstEdge = new int[states + 1];
        int[] target = new int[(int) edges];
        int[] step = new int[(int) edges];
        long[] unable = new long[states];
        long allActors = allActors(system);
        TransitionSystem.Generator generator = system.newGenerator();
        Successors out = new Successors(system.layout().words());
        int edge = 0;
        for (int state = 0; state < states; state++) {
            cutoff.check(state);
            firstEdge[state] = edge;
            unable[state] = allActors;
            out.clear();
            generator.successors(visited.chunk(state), visited.offset(state), out);
            for (int i = 0; i < out.count(); i++) {
                if (!Step.isSpin(out.step(i))) {
                    target[edge] = visited.find(out.states(), out.at(i));
                    step[edge++] = out.step(i);
                    unable[state] &= ~(1L << system.actorOf(out.step(i)));
                }
            }
        }
        firstEdge[states] = edge;
        return Optional.of(
                new StateGraph(
                        system,
                        visited,
                        firstEdge,
                        Arrays.copyOf(target, edge),
                        Arrays.copyOf(step, edge),
                        unable,
                        depths(search, visited)));
    }

    private static int[] depths(Search search, VisitedStates visited) {
        int[] depth = new int[visited.count()];
        for (int level = 0; level <= search.depth(); level++) {
            for (int worker = 0; worker < visited.workers(); worker++) {
                Arrays.fill(
                        depth,
                        visited.levelStart(worker, level, search.depth()),
                        visited.levelStart(worker, level + 1, search.depth()),
                        level);
            }
        }
        return depth;
    }

    int states() {
        return unable.length;
    }

    int firstEdge(int state) {
        return firstEdge[state];
    }

    /** The state that an edge leaves. */
    int source(int edge) {
        int at = Arrays.binarySearch(firstEdge, edge);
        if (at < 0) {
            return -at - 2;
        }
        // States without edges begin where the next one does.
        int state = at;
        while (firstEdge[state + 1] == edge) {
            state++;
        }
        return state;
    }

    int target(int edge) {
        return target[edge];
    }

    int step(int edge) {
        return step[edge];
    }

    /** A bit for the actor that takes the step. */
    long actor(int edge) {
        return 1L << system.actorOf(step[edge]);
    }

    long unable(int state) {
        return unable[state];
    }

    long allActors() {
        return allActors(system);
    }

    private static long allActors(TransitionSystem system) {
        return (1L << system.actors()) - 1;
    }

    int depthOf(int state) {
        return depth[state];
    }

    long[] chunk(int state) {
        return visited.chunk(state);
    }

    int offset(int state) {
        return visited.offset(state);
    }
}

package dev.fracas.checkers.explore;

import dev.fracas.model.Step;
import dev.fracas.model.Step.Kind;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.state.StateLayout;
import dev.fracas.spec.StepView;
import dev.fracas.spec.View;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A transition system that is nothing but a graph: states are numbers, the first one is 0, and each
 * edge is a step of some actor. Edges from a state to itself are steps in place, not spins.
 *
 * @param states how many, 1 or more
 * @param actors how many, up to 48
 */
record Graph(int states, int actors, List<Edge> edges) implements TransitionSystem {
    private static final int TO_BITS = 10;

    /** The state that a step leads to. */
    static int to(Step step) {
        return step.choice() & (1 << TO_BITS) - 1;
    }

    /** A step, which numbers its actor in a way of its own. */
    record Edge(int from, int to, int actor) {
        /** As an exploration labels it. */
        Step step() {
            int choice = ((actor / Step.CORES) << TO_BITS) | to;
            return new Step(actor % Step.CORES, Kind.INSTRUCTION, choice);
        }
    }

    /** A state's number. */
    record Place(int number) implements View {}

    /** A graph with up to 12 states, up to {@code mostActors} actors and up to 40 edges. */
    static Graph random(SplittableRandom random, int mostActors) {
        int states = random.nextInt(1, 13);
        int actors = random.nextInt(1, mostActors + 1);
        List<Edge> edges = new ArrayList<>();
        for (int i = random.nextInt(41); i > 0; i--) {
            Edge edge =
                    new Edge(
                            random.nextInt(states), random.nextInt(states), random.nextInt(actors));
            if (!edges.contains(edge)) {
                edges.add(edge);
            }
        }
        return new Graph(states, actors, List.copyOf(edges));
    }

    /** Several actors may be one mover's. */
    @Override
    public int movers() {
        return Math.min(actors, Step.CORES);
    }

    @Override
    public StateLayout layout() {
        StateLayout.Builder build = new StateLayout.Builder().group();
        build.field("state", 32);
        return build.build();
    }

    @Override
    public void initialStates(Successors out) {
        out.draft(new long[1], 0);
        out.commit(0, -1);
    }

    @Override
    public Generator newGenerator() {
        return new Generator() {
            @Override
            public void successors(long[] states, int at, Successors out) {
                for (Edge edge : edges) {
                    if (edge.from == states[at]) {
                        int draft = out.draft(states, at);
                        out.states()[draft] = edge.to;
                        out.commit(edge.step().code(), -1);
                    }
                }
            }

            @Override
            public boolean finished(long[] states, int at) {
                return false;
            }

            @Override
            public void addReached(boolean[] reached) {}
        };
    }

    @Override
    public int actorOf(int step) {
        return (Step.of(step).choice() >> TO_BITS) * Step.CORES + Step.coreOf(step);
    }

    @Override
    public String actorName(int actor) {
        return "actor " + actor;
    }

    @Override
    public <V extends View> StateObserver<V> observeStates(Class<V> view) {
        return (states, at) -> view.cast(new Place((int) states[at]));
    }

    @Override
    public <V extends StepView> StepObserver<V> observeSteps(Class<V> view) {
        throw new IllegalArgumentException("a graph shows no " + view.getSimpleName());
    }

    @Override
    public List<String> instructions() {
        return List.of();
    }
}

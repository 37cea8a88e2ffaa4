package dev.fracas.checkers.explore;

import dev.fracas.model.Step;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.spec.Property;
import dev.fracas.spec.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Judges leads-to properties on the states of a complete exploration. A leads-to property is
 * violated by a run that meets the trigger of some core and then for ever avoids its goal, and is
 * weakly fair: every actor steps again and again, or is again and again unable to. Such a run
 * exists just when, among the states that avoid the goal after the trigger, there is a strongly
 * connected component in which every actor either has a step or cannot step somewhere (a
 * generalized Büchi condition; see Clarke et al., Model Checking, 2nd ed., section 6.3). An
 * unsatisfied {@code await} counts as unable.
 */
public final class FairCycles {
    private final Exploration exploration;
    private final StateGraph graph;
    private final Cutoff cutoff;

    private FairCycles(Exploration exploration, StateGraph graph, Cutoff cutoff) {
        this.cutoff = cutoff;
        this.exploration = exploration;
        this.graph = graph;
    }

    /**
     * Builds the graph of a complete exploration.
     *
     * @param maxBytes bytes that the graph may take
     * @param cutoff when to give up, here and in {@link #violation}
     * @return nothing when it would take more, or when the exploration was cut short
     * @throws Cutoff.CutException when the cutoff has come
     */
    public static Optional<FairCycles> of(Exploration exploration, long maxBytes, Cutoff cutoff) {
        if (!exploration.isComplete()) {
            return Optional.empty();
        }
        return StateGraph.of(exploration.search(), maxBytes, cutoff)
                .map(graph -> new FairCycles(exploration, graph, cutoff));
    }

    /**
     * A fair run that violates the property; empty when there is none, and the property holds.
     *
     * @throws Cutoff.CutException when the cutoff came before that was known
     */
    public Optional<Lasso> violation(Property.LeadsTo<?> property, int cores) {
        return violationOf(property, cores);
    }

    private <V extends View> Optional<Lasso> violationOf(Property.LeadsTo<V> property, int cores) {
        int[] best = new int[0];
        BitSet bestTriggers = new BitSet();
        BitSet bestOwing = new BitSet();
        for (int core = 0; core < cores; core++) {
            BitSet goals = where(property, property.goal(), core);
            BitSet triggers = where(property, property.trigger(), core);
            triggers.andNot(goals);
            BitSet owing = owing(triggers, goals);
            int[] found = new Components(graph, owing, this::comesBefore, cutoff).preferredFair();
            if (found.length > 0 && (best.length == 0 || comesBefore(found[0], best[0]))) {
                best = found;
                bestTriggers = triggers;
                bestOwing = owing;
            }
        }
        if (best.length == 0) {
            return Optional.empty();
        }
        BitSet component = new BitSet();
        for (int state : best) {
            component.set(state);
        }
        List<Step> stem = stem(bestTriggers, bestOwing, best[0]);
        return Optional.of(new Lasso(stem, new CycleWalk(graph, component).from(best[0])));
    }

    private boolean comesBefore(int a, int b) {
        if (graph.depthOf(a) != graph.depthOf(b)) {
            return graph.depthOf(a) < graph.depthOf(b);
        }
        int words = exploration.system().layout().words();
        int at = graph.offset(a);
        int bt = graph.offset(b);
        return Arrays.compare(graph.chunk(a), at, at + words, graph.chunk(b), bt, bt + words) < 0;
    }

    private <V extends View> BitSet where(
            Property.LeadsTo<V> property, Property.OfCore<? super V> predicate, int core) {
        StateObserver<V> observer = exploration.system().observeStates(property.view());
        BitSet found = new BitSet(graph.states());
        for (int state = 0; state < graph.states(); state++) {
            cutoff.check(state);
            V view = observer.at(graph.chunk(state), graph.offset(state));
            found.set(state, predicate.test(view, core));
        }
        return found;
    }

    /** The states from which the goal is still owed: reachable from a trigger without the goal. */
    private BitSet owing(BitSet triggers, BitSet goals) {
        BitSet owing = (BitSet) triggers.clone();
        int[] work = new int[graph.states()];
        int top = 0;
        for (int t = triggers.nextSetBit(0); t >= 0; t = triggers.nextSetBit(t + 1)) {
            work[top++] = t;
        }
        while (top > 0) {
            int state = work[--top];
            for (int e = graph.firstEdge(state); e < graph.firstEdge(state + 1); e++) {
                int next = graph.target(e);
                if (!goals.get(next) && !owing.get(next)) {
                    owing.set(next);
                    work[top++] = next;
                }
            }
        }
        return owing;
    }

    /** A shortest run to a state of a cycle on which the goal is owed when it gets there. */
    private List<Step> stem(BitSet triggers, BitSet owing, int end) {
        List<Integer> edges = new WayFromTrigger(graph, triggers, owing).to(end);
        int trigger = edges.isEmpty() ? end : graph.source(edges.getFirst());
        ShortestRun start =
                new ShortestRuns(exploration.search()).to(trigger, graph.depthOf(trigger));
        List<Step> steps = new ArrayList<>(start.steps());
        edges.forEach(edge -> steps.add(Step.of(graph.step(edge))));
        return steps;
    }

    /**
     * A run that repeats itself for ever.
     *
     * @param stem the steps from an initial state to the first state of the cycle
     * @param cycle the steps from there back to it; empty when nothing moves there any more
     */
    public record Lasso(List<Step> stem, List<Step> cycle) {
        public Lasso {
            stem = List.copyOf(stem);
            cycle = List.copyOf(cycle);
        }

        /** Stem and cycle, one behind the other. */
        public List<Step> steps() {
            List<Step> all = new ArrayList<>(stem);
            all.addAll(cycle);
            return all;
        }
    }
}

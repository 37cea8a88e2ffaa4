package dev.fracas.checkers.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fracas.checkers.explore.FairCycles.Lasso;
import dev.fracas.checkers.explore.Graph.Edge;
import dev.fracas.checkers.explore.Graph.Place;
import dev.fracas.model.Step;
import dev.fracas.spec.Property;
import dev.fracas.spec.Source;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random graphs, judged by the engine and by what the definition of a fair cycle says. */
class FairCyclesTest {
    private static final int GRAPHS = 400;

    @ParameterizedTest
    @ValueSource(ints = {3, 24, 48})
    void aFairCycleIsFoundJustWhereThereIsOne(int mostActors) {
        SplittableRandom random = new SplittableRandom(1);
        int violated = 0;
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = Graph.random(random, mostActors);
            BitSet triggers = draw(random, graph.states(), 2);
            BitSet goals = draw(random, graph.states(), 4);
            Optional<Lasso> found = violation(graph, triggers, goals);

            assertThat(found.isPresent())
                    .as("%s, from %s to %s", graph, triggers, goals)
                    .isEqualTo(hasFairCycle(graph, triggers, goals));
            found.ifPresent(lasso -> confirm(lasso, graph, triggers, goals));
            violated += found.isPresent() ? 1 : 0;
        }
        assertThat(violated).isBetween(GRAPHS / 10, GRAPHS - GRAPHS / 10);
    }

    /** Each of the numbers below {@code bound}, one of {@code oneOf}. */
    private static BitSet draw(SplittableRandom random, int bound, int oneOf) {
        BitSet drawn = new BitSet();
        for (int i = 0; i < bound; i++) {
            drawn.set(i, random.nextInt(oneOf) == 0);
        }
        return drawn;
    }

    private static Optional<Lasso> violation(Graph graph, BitSet triggers, BitSet goals) {
        Explorer explorer = Explorer.unbounded().withWorkers(1);
        Exploration exploration = explorer.explore(graph, List.of());
        Property.LeadsTo<Place> property =
                new Property.LeadsTo<>(
                        "arrives",
                        "From each trigger a goal is reached.",
                        Source.source("a test", "random graphs"),
                        Place.class,
                        (place, core) -> triggers.get(place.number()),
                        (place, core) -> goals.get(place.number()),
                        List.of());
        return FairCycles.of(exploration, Long.MAX_VALUE, Cutoff.of(explorer))
                .orElseThrow()
                .violation(property, 1);
    }

    /** By the definition, with every pair of states looked at. */
    private static boolean hasFairCycle(Graph graph, BitSet triggers, BitSet goals) {
        boolean[][] anyWay = ways(graph, new BitSet());
        boolean[][] owing = ways(graph, goals);
        for (int t = triggers.nextSetBit(0); t >= 0; t = triggers.nextSetBit(t + 1)) {
            if (!goals.get(t) && anyWay[0][t]) {
                for (int s = 0; s < graph.states(); s++) {
                    if (!goals.get(s) && owing[t][s] && isFair(graph, component(owing, s))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** From which state there is a way to which, none of them shut; from each to itself too. */
    private static boolean[][] ways(Graph graph, BitSet shut) {
        int n = graph.states();
        boolean[][] way = new boolean[n][n];
        for (int s = 0; s < n; s++) {
            way[s][s] = true;
        }
        for (Edge edge : graph.edges()) {
            way[edge.from()][edge.to()] |= !shut.get(edge.from()) && !shut.get(edge.to());
        }
        for (int over = 0; over < n; over++) {
            for (int from = 0; from < n; from++) {
                for (int to = 0; to < n; to++) {
                    way[from][to] |= way[from][over] && way[over][to];
                }
            }
        }
        return way;
    }

    private static BitSet component(boolean[][] way, int state) {
        BitSet component = new BitSet();
        for (int s = 0; s < way.length; s++) {
            component.set(s, way[state][s] && way[s][state]);
        }
        return component;
    }

    /** Each actor steps from one of the states to another, or cannot step in one of them. */
    private static boolean isFair(Graph graph, BitSet states) {
        for (int actor = 0; actor < graph.actors(); actor++) {
            BitSet able = new BitSet();
            boolean steps = false;
            for (Edge edge : graph.edges()) {
                if (edge.actor() == actor) {
                    able.set(edge.from());
                    steps |= states.get(edge.from()) && states.get(edge.to());
                }
            }
            BitSet unable = (BitSet) states.clone();
            unable.andNot(able);
            if (!steps && unable.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The lasso is a run of the graph, passes a trigger, and owes the goal in all of its cycle. */
    private static void confirm(Lasso lasso, Graph graph, BitSet triggers, BitSet goals) {
        int state = 0;
        boolean owes = triggers.get(0) && !goals.get(0);
        for (Step step : lasso.stem()) {
            state = take(graph, state, step);
            owes = !goals.get(state) && (owes || triggers.get(state));
        }
        assertThat(owes).isTrue();
        int start = state;
        assertThat(lasso.stem()).hasSize(stepsToOwing(graph, triggers, goals, start));
        BitSet seen = new BitSet();
        BitSet satisfied = new BitSet();
        seen.set(state);
        for (Step step : lasso.cycle()) {
            state = take(graph, state, step);
            assertThat(goals.get(state)).isFalse();
            seen.set(state);
            satisfied.set(graph.actorOf(step.code()));
        }
        assertThat(state).isEqualTo(start);
        for (int actor = 0; actor < graph.actors(); actor++) {
            int by = actor;
            BitSet able = new BitSet();
            graph.edges().stream().filter(e -> e.actor() == by).forEach(e -> able.set(e.from()));
            BitSet unable = (BitSet) seen.clone();
            unable.andNot(able);
            assertThat(satisfied.get(actor) || !unable.isEmpty())
                    .as("actor %d in the cycle of %s", actor, graph)
                    .isTrue();
        }
    }

    /** Steps of the shortest run to that state which owes the goal there. */
    private static int stepsToOwing(Graph graph, BitSet triggers, BitSet goals, int end) {
        BitSet calm = new BitSet();
        BitSet owing = new BitSet();
        (triggers.get(0) && !goals.get(0) ? owing : calm).set(0);
        int steps = 0;
        while (!owing.get(end)) {
            steps++;
            BitSet calmBefore = (BitSet) calm.clone();
            BitSet owingBefore = (BitSet) owing.clone();
            for (Edge edge : graph.edges()) {
                boolean goal = goals.get(edge.to());
                boolean trigger = triggers.get(edge.to());
                boolean wasCalm = calmBefore.get(edge.from());
                boolean wasOwing = owingBefore.get(edge.from());
                if (!goal && (wasOwing || (wasCalm && trigger))) {
                    owing.set(edge.to());
                }
                if (goal ? wasCalm || wasOwing : wasCalm && !trigger) {
                    calm.set(edge.to());
                }
            }
        }
        return steps;
    }

    private static int take(Graph graph, int from, Step step) {
        Edge edge = new Edge(from, Graph.to(step), graph.actorOf(step.code()));
        assertThat(graph.edges()).contains(edge);
        return edge.to();
    }
}

package dev.fracas.model.lock;

import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.TransitionSystem.StateObserver;
import dev.fracas.model.TransitionSystem.StepObserver;
import dev.fracas.model.machine.Machine;
import dev.fracas.spec.ProgressView;
import dev.fracas.spec.Property;
import dev.fracas.spec.View;
import dev.fracas.spec.lock.LockStep;
import dev.fracas.spec.lock.LockView;
import dev.fracas.spec.machine.MachineView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A plain breadth-first exploration, which keeps the whole graph: enough to try the locks on small
 * machines without the checkers.
 */
final class Exploration {
    private record Key(long[] state) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(state, key.state);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(state);
        }
    }

    private final Machine machine;
    private final int maxStates;
    private final List<long[]> states = new ArrayList<>();
    private final List<int[]> targets = new ArrayList<>();
    private final List<int[]> steps = new ArrayList<>();
    private final Set<Property<?>> violated = new LinkedHashSet<>();
    private final Set<Property<?>> seen = new LinkedHashSet<>();
    private long transitions;

    private Exploration(Machine machine, int maxStates) {
        this.machine = machine;
        this.maxStates = maxStates;
    }

    /** Explores the whole machine and judges the properties on it. */
    static Exploration of(Machine machine, List<Property<?>> properties) {
        return of(machine, properties, Integer.MAX_VALUE);
    }

    static Exploration of(Machine machine, List<Property<?>> properties, int maxStates) {
        Exploration exploration = new Exploration(machine, maxStates);
        exploration.run(properties);
        return exploration;
    }

    int states() {
        return states.size();
    }

    long transitions() {
        return transitions;
    }

    boolean isComplete() {
        return states.size() < maxStates;
    }

    boolean keeps(Property<?> property) {
        return property instanceof Property.Sometimes<?>
                ? seen.contains(property)
                : !violated.contains(property);
    }

    private void run(List<Property<?>> properties) {
        int words = machine.layout().words();
        Successors out = new Successors(words);
        Map<Key, Integer> known = new HashMap<>();
        machine.initialStates(out);
        add(known, Arrays.copyOf(out.states(), words));
        TransitionSystem.Generator generator = machine.newGenerator();
        StateObserver<LockView> views = machine.observeStates(LockView.class);
        StateObserver<MachineView> machineViews = machine.observeStates(MachineView.class);
        StepObserver<LockStep> stepViews = machine.observeSteps(LockStep.class);
        boolean graph = properties.stream().anyMatch(p -> p instanceof Property.LeadsTo<?>);
        for (int i = 0; i < states.size() && states.size() < maxStates; i++) {
            long[] state = states.get(i);
            judgeState(properties, LockView.class, views.at(state, 0));
            judgeState(properties, MachineView.class, machineViews.at(state, 0));
            out.clear();
            generator.successors(state, 0, out);
            int[] to = new int[out.count()];
            int[] by = new int[out.count()];
            boolean stuck = true;
            for (int s = 0; s < out.count(); s++) {
                long[] next = Arrays.copyOfRange(out.states(), out.at(s), out.at(s) + words);
                to[s] = add(known, next);
                by[s] = out.step(s);
                stuck &= to[s] == i;
                LockStep view = stepViews.at(state, 0, out.step(s), out.written(s), next, 0);
                judgeStep(properties, view);
            }
            transitions += out.count();
            boolean isStuck = stuck;
            boolean finished = generator.finished(state, 0);
            judgeState(
                    properties,
                    ProgressView.class,
                    new ProgressView() {
                        @Override
                        public boolean stuck() {
                            return isStuck;
                        }

                        @Override
                        public boolean finished() {
                            return finished;
                        }
                    });
            if (graph) {
                targets.add(to);
                steps.add(by);
            }
        }
        for (Property<?> property : properties) {
            if (property instanceof Property.LeadsTo<?> leadsTo && isComplete()) {
                judgeLiveness(leadsTo, views);
            }
        }
    }

    private int add(Map<Key, Integer> known, long[] state) {
        Integer old = known.putIfAbsent(new Key(state), states.size());
        if (old != null) {
            return old;
        }
        states.add(state);
        return states.size() - 1;
    }

    @SuppressWarnings("unchecked")
    private <V extends View> void judgeState(List<Property<?>> properties, Class<V> shown, V view) {
        for (Property<?> property : properties) {
            if (property.view() == shown
                    && property instanceof Property.Always<?> always
                    && !((Property.Always<V>) always).holds().test(view)) {
                violated.add(property);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private void judgeStep(List<Property<?>> properties, LockStep view) {
        for (Property<?> property : properties) {
            if (property instanceof Property.Never<?> never
                    && ((Property.Never<LockStep>) never).matches().test(view)) {
                violated.add(property);
            }
            if (property instanceof Property.Sometimes<?> sometimes
                    && ((Property.Sometimes<LockStep>) sometimes).matches().test(view)) {
                seen.add(property);
            }
        }
    }

    /** Looks for a fair cycle, or an end, in which a core waits for ever. */
    @SuppressWarnings("unchecked")
    private void judgeLiveness(Property.LeadsTo<?> property, StateObserver<LockView> views) {
        Property.LeadsTo<LockView> leadsTo = (Property.LeadsTo<LockView>) property;
        for (int core = 0; core < machine.cores(); core++) {
            BitSet triggers = new BitSet();
            BitSet goals = new BitSet();
            for (int i = 0; i < states.size(); i++) {
                LockView view = views.at(states.get(i), 0);
                triggers.set(i, leadsTo.trigger().test(view, core));
                goals.set(i, leadsTo.goal().test(view, core));
            }
            for (int[] component : components(owing(triggers, goals))) {
                if (isFair(component)) {
                    violated.add(property);
                    return;
                }
            }
        }
    }

    /** The states to which a trigger leads without the goal, triggers included. */
    private BitSet owing(BitSet triggers, BitSet goals) {
        BitSet owing = (BitSet) triggers.clone();
        owing.andNot(goals);
        Deque<Integer> unseen = new ArrayDeque<>(owing.stream().boxed().toList());
        while (!unseen.isEmpty()) {
            for (int next : targets.get(unseen.remove())) {
                if (!goals.get(next) && !owing.get(next)) {
                    owing.set(next);
                    unseen.add(next);
                }
            }
        }
        return owing;
    }

    private boolean isFair(int[] component) {
        BitSet inside = new BitSet();
        Arrays.stream(component).forEach(inside::set);
        int fair = 0;
        for (int i : component) {
            int enabled = 0;
            for (int s = 0; s < targets.get(i).length; s++) {
                int actor = 1 << machine.actorOf(steps.get(i)[s]);
                enabled |= actor;
                fair |= inside.get(targets.get(i)[s]) ? actor : 0;
            }
            fair |= ~enabled;
        }
        return Integer.bitCount(fair & (1 << machine.actors()) - 1) == machine.actors();
    }

    /**
     * Strongly connected components (Tarjan, without recursion) of the graph cut to some states.
     */
    private List<int[]> components(BitSet within) {
        int n = states.size();
        int[] index = new int[n];
        int[] low = new int[n];
        int[] next = new int[n];
        int[] stack = new int[n];
        int[] path = new int[n];
        BitSet onStack = new BitSet();
        int depth = 0;
        int counter = 0;
        List<int[]> found = new ArrayList<>();
        for (int root = within.nextSetBit(0); root >= 0; root = within.nextSetBit(root + 1)) {
            if (index[root] != 0) {
                continue;
            }
            int top = 0;
            path[top++] = root;
            while (top > 0) {
                int at = path[top - 1];
                if (index[at] == 0) {
                    index[at] = ++counter;
                    low[at] = counter;
                    stack[depth++] = at;
                    onStack.set(at);
                }
                if (next[at] < targets.get(at).length) {
                    int to = targets.get(at)[next[at]++];
                    if (!within.get(to)) {
                        continue;
                    }
                    if (index[to] == 0) {
                        path[top++] = to;
                    } else if (onStack.get(to)) {
                        low[at] = Math.min(low[at], index[to]);
                    }
                    continue;
                }
                top--;
                if (top > 0) {
                    low[path[top - 1]] = Math.min(low[path[top - 1]], low[at]);
                }
                if (low[at] == index[at]) {
                    int from = depth;
                    do {
                        from--;
                        onStack.clear(stack[from]);
                    } while (stack[from] != at);
                    found.add(Arrays.copyOfRange(stack, from, depth));
                    depth = from;
                }
            }
        }
        return found;
    }
}

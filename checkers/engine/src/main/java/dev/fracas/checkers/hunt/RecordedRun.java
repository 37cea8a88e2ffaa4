package dev.fracas.checkers.hunt;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.TransitionSystem.Generator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Goes along recorded steps once more, with time to look around. */
final class RecordedRun {
    private final TransitionSystem system;
    private final int words;
    private final Generator generator;
    private final Successors out;

    RecordedRun(TransitionSystem system) {
        this.system = system;
        this.words = system.layout().words();
        this.generator = system.newGenerator();
        this.out = new Successors(words);
    }

    /** A state as a key. */
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

    /** The steps without those between a state and its return: they lead to the same state. */
    int[] withoutLoops(int[] steps) {
        Map<Key, Integer> lengthAt = new HashMap<>();
        Key[] way = new Key[steps.length + 1];
        int[] kept = new int[steps.length];
        int length = 0;
        long[] state = initial();
        way[0] = new Key(state);
        lengthAt.put(way[0], 0);
        for (int step : steps) {
            state = after(state, step);
            Key key = new Key(state);
            int before = lengthAt.getOrDefault(key, -1);
            if (before >= 0) {
                for (int i = length; i > before; i--) {
                    lengthAt.remove(way[i]);
                }
                length = before;
            } else {
                kept[length++] = step;
                way[length] = key;
                lengthAt.put(key, length);
            }
        }
        return Arrays.copyOf(kept, length);
    }

    /**
     * A cycle with a step in place put in for each actor that neither steps in it nor is unable to
     * in some state of it.
     *
     * @param stem the steps to its first state
     */
    int[] madeFair(int[] stem, int[] cycle) {
        long[] state = initial();
        for (int step : stem) {
            state = after(state, step);
        }
        long satisfied = 0;
        for (int step : cycle) {
            satisfied |= 1L << system.actorOf(step);
        }
        long[] start = state;
        for (int i = 0; i <= cycle.length; i++) {
            satisfied |= ~able(state);
            state = i < cycle.length ? after(state, cycle[i]) : state;
        }
        int[] fair = new int[cycle.length + system.actors()];
        int length = 0;
        state = start;
        for (int i = 0; i <= cycle.length; i++) {
            look(state);
            for (int s = 0; s < out.count(); s++) {
                int step = out.step(s);
                boolean isLacking = (satisfied >> system.actorOf(step) & 1) == 0;
                if (isLacking && !Step.isSpin(step) && leadsTo(s, state)) {
                    fair[length++] = step;
                    satisfied |= 1L << system.actorOf(step);
                }
            }
            if (i < cycle.length) {
                fair[length++] = cycle[i];
                state = after(state, cycle[i]);
            }
        }
        return Arrays.copyOf(fair, length);
    }

    private long[] initial() {
        out.clear();
        system.initialStates(out);
        return Arrays.copyOf(out.states(), words);
    }

    private void look(long[] state) {
        out.clear();
        generator.successors(state, 0, out);
    }

    private long able(long[] state) {
        look(state);
        long able = 0;
        for (int i = 0; i < out.count(); i++) {
            able |= Step.isSpin(out.step(i)) ? 0 : 1L << system.actorOf(out.step(i));
        }
        return able;
    }

    private boolean leadsTo(int successor, long[] state) {
        int at = out.at(successor);
        return Arrays.equals(state, 0, words, out.states(), at, at + words);
    }

    private long[] after(long[] state, int step) {
        look(state);
        for (int i = 0; i < out.count(); i++) {
            if (out.step(i) == step) {
                return Arrays.copyOfRange(out.states(), out.at(i), out.at(i) + words);
            }
        }
        throw new IllegalStateException("%s is not possible".formatted(Step.of(step)));
    }
}

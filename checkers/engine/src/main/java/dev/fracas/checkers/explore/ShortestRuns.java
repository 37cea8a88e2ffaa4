package dev.fracas.checkers.explore;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Works out shortest runs from the visited states, so that the search need not remember how it
 * reached a state: the states are expanded once more, level by level from the deciding states back
 * to the initial ones. Trades time at a violation (at most that of the search up to its depth, on
 * one thread) for four bytes and more of every state. Among the shortest runs it finds one with the
 * fewest context switches, and among those the one whose steps come first.
 */
final class ShortestRuns {
    private static final int OFF = Integer.MAX_VALUE / 2;

    private final Search search;
    private final TransitionSystem system;
    private final VisitedStates visited;
    private final TransitionSystem.Generator generator;
    private final Successors out;

    /**
     * For each state on some shortest run: for each core, the least number of switches from here on
     * when that core steps first; {@link #OFF} when none of its steps lies on a shortest run.
     */
    private final Map<Integer, int[]> switchesIfFirst = new HashMap<>();

    ShortestRuns(Search search) {
        this.search = search;
        this.system = search.system;
        this.visited = new VisitedStates(search);
        this.generator = system.newGenerator();
        this.out = new Successors(system.layout().words());
    }

    /** The run that decides a property first decided at that depth. */
    ShortestRun deciding(Property<?> property, int depth) {
        PropertyProbe probe = PropertyProbe.of(system, property);
        for (int worker = 0; worker < visited.workers(); worker++) {
            int end = levelEnd(worker, depth);
            for (int state = levelStart(worker, depth); state < end; state++) {
                markIfDeciding(state, probe);
            }
        }
        return reach(depth, probe);
    }

    /** The run to one state, found at that depth. */
    ShortestRun to(int state, int depth) {
        switchesIfFirst.put(state, new int[Step.CORES]);
        return reach(depth, PropertyProbe.NOTHING);
    }

    private void markIfDeciding(int state, PropertyProbe probe) {
        long[] chunk = visited.chunk(state);
        int at = visited.offset(state);
        switch (probe.subject()) {
            case STATE -> {
                if (probe.state(chunk, at)) {
                    switchesIfFirst.put(state, new int[Step.CORES]);
                }
            }
            case PROGRESS -> {
                successors(state);
                if (!moves(chunk, at) && probe.stuck(generator.finished(chunk, at))) {
                    switchesIfFirst.put(state, new int[Step.CORES]);
                }
            }
            case STEP -> {
                successors(state);
                int[] first = offRun();
                boolean decides = false;
                for (int i = 0; i < out.count(); i++) {
                    if (decides(chunk, at, probe, i)) {
                        first[Step.coreOf(out.step(i))] = 0;
                        decides = true;
                    }
                }
                if (decides) {
                    switchesIfFirst.put(state, first);
                }
            }
        }
    }

    private boolean decides(long[] chunk, int at, PropertyProbe probe, int i) {
        return probe.step(chunk, at, out.step(i), out.written(i), out.states(), out.at(i));
    }

    private boolean moves(long[] chunk, int at) {
        int words = system.layout().words();
        for (int i = 0; i < out.count(); i++) {
            int to = out.at(i);
            if (!Arrays.equals(chunk, at, at + words, out.states(), to, to + words)) {
                return true;
            }
        }
        return false;
    }

    private ShortestRun reach(int depth, PropertyProbe probe) {
        for (int level = depth - 1; level >= 0; level--) {
            for (int worker = 0; worker < visited.workers(); worker++) {
                int end = levelEnd(worker, level);
                for (int state = levelStart(worker, level); state < end; state++) {
                    markIfOnRun(state, level);
                }
            }
        }
        return walk(depth, probe);
    }

    private void markIfOnRun(int state, int level) {
        successors(state);
        int[] first = offRun();
        boolean onRun = false;
        for (int i = 0; i < out.count(); i++) {
            int next = visited.find(out.states(), out.at(i));
            int[] after = isAtLevel(next, level + 1) ? switchesIfFirst.get(next) : null;
            if (after != null) {
                int core = Step.coreOf(out.step(i));
                first[core] = Math.min(first[core], switchesAfter(core, after));
                onRun = true;
            }
        }
        if (onRun) {
            switchesIfFirst.put(state, first);
        }
    }

    private ShortestRun walk(int depth, PropertyProbe probe) {
        List<Step> steps = new ArrayList<>();
        int state = bestInitialState();
        int lastCore = -1;
        for (int level = 0; level < depth; level++) {
            successors(state);
            int best = -1;
            int bestState = -1;
            int bestSwitches = OFF;
            for (int i = 0; i < out.count(); i++) {
                int next = visited.find(out.states(), out.at(i));
                int[] after = isAtLevel(next, level + 1) ? switchesIfFirst.get(next) : null;
                if (after == null) {
                    continue;
                }
                int core = Step.coreOf(out.step(i));
                int switches = switchesAfter(core, after) + (core == lastCore ? 0 : 1);
                if (switches < bestSwitches
                        || (switches == bestSwitches && out.step(i) < out.step(best))) {
                    best = i;
                    bestState = next;
                    bestSwitches = switches;
                }
            }
            steps.add(Step.of(out.step(best)));
            lastCore = Step.coreOf(out.step(best));
            state = bestState;
        }
        if (probe.subject() == PropertyProbe.Subject.STEP) {
            steps.add(decidingStep(state, lastCore, probe));
        }
        return new ShortestRun(steps);
    }

    private Step decidingStep(int state, int lastCore, PropertyProbe probe) {
        successors(state);
        long[] chunk = visited.chunk(state);
        int at = visited.offset(state);
        int best = -1;
        for (int i = 0; i < out.count(); i++) {
            int code = out.step(i);
            boolean stays = Step.coreOf(code) == lastCore;
            if (decides(chunk, at, probe, i)
                    && (best < 0
                            || (stays && Step.coreOf(best) != lastCore)
                            || (stays == (Step.coreOf(best) == lastCore) && code < best))) {
                best = code;
            }
        }
        return Step.of(best);
    }

    private int bestInitialState() {
        int best = -1;
        for (int worker = 0; worker < visited.workers(); worker++) {
            for (int s = levelStart(worker, 0); s < levelEnd(worker, 0); s++) {
                if (switchesIfFirst.containsKey(s)
                        && (best < 0 || switchesAfter(-1, s) < switchesAfter(-1, best))) {
                    best = s;
                }
            }
        }
        return best;
    }

    private int switchesAfter(int core, int state) {
        int[] after = switchesIfFirst.get(state);
        return after == null ? OFF : switchesAfter(core, after);
    }

    /** The least number of switches from a state on, when {@code core} has just stepped into it. */
    private static int switchesAfter(int core, int[] after) {
        int least = OFF;
        for (int next = 0; next < after.length; next++) {
            least = Math.min(least, after[next] + (next == core ? 0 : 1));
        }
        // the end of a run, where every entry is 0, costs no switch
        return core >= 0 ? Math.min(least, after[core]) : least;
    }

    private boolean isAtLevel(int state, int level) {
        if (state < 0) {
            return false;
        }
        for (int worker = 0; worker < visited.workers(); worker++) {
            if (state >= levelStart(worker, level) && state < levelEnd(worker, level)) {
                return true;
            }
        }
        return false;
    }

    private void successors(int state) {
        out.clear();
        generator.successors(visited.chunk(state), visited.offset(state), out);
    }

    private int levelStart(int worker, int level) {
        return visited.levelStart(worker, level, search.depth());
    }

    private int levelEnd(int worker, int level) {
        return visited.levelStart(worker, level + 1, search.depth());
    }

    private int[] offRun() {
        int[] first = new int[Step.CORES];
        Arrays.fill(first, OFF);
        return first;
    }
}

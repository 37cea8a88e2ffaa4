package dev.fracas.checkers.differential;

import dev.fracas.model.addressspace.workload.AddressSpaceWorkload;
import dev.fracas.model.addressspace.workload.UserCall;
import dev.fracas.model.addressspace.workload.UserTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The specification: one memory, and tasks whose calls take effect one at a time, a munmap like any
 * other. It has no kernels, frames, tables or messages, and where a task runs makes no difference.
 */
final class PlainMemory {
    private final AddressSpaceWorkload workload;
    private final Accesses accesses;
    private final Set<State> seen = new HashSet<>();
    private final Deque<State> open = new ArrayDeque<>();
    private final Set<Outcome> outcomes = new HashSet<>();

    /**
     * Where everybody is.
     *
     * @param next of each task, the number of its next call
     * @param contents of each page; {@link Outcome#GONE} once it is unmapped
     */
    private record State(List<Integer> next, List<Integer> contents, long results) {}

    private PlainMemory(AddressSpaceWorkload workload) {
        this.workload = workload;
        accesses = Accesses.of(workload);
    }

    /**
     * Every way in which the workload may end.
     *
     * @throws IllegalArgumentException when it has calls other than read, write, munmap and migrate
     */
    static Set<Outcome> outcomes(AddressSpaceWorkload workload) {
        return new PlainMemory(workload).explored();
    }

    private Set<Outcome> explored() {
        go(
                new State(
                        workload.tasks().stream().map(task -> 0).toList(),
                        Collections.nCopies(workload.pages(), 0),
                        Outcome.none(accesses.count())));
        while (!open.isEmpty()) {
            State state = open.pop();
            boolean ended = true;
            for (int task = 0; task < workload.tasks().size(); task++) {
                UserTask of = workload.tasks().get(task);
                if (state.next.get(task) < of.calls().size()) {
                    ended = false;
                    step(state, task, of.calls().get(state.next.get(task)));
                }
            }
            if (ended) {
                outcomes.add(Outcome.of(state.results, accesses.count(), state.contents));
            }
        }
        return outcomes;
    }

    private void go(State state) {
        if (seen.add(state)) {
            open.push(state);
        }
    }

    private void step(State state, int task, UserCall call) {
        switch (call) {
            case UserCall.Read(int page) -> {
                boolean mapped = isMapped(state, page);
                int result = mapped ? state.contents.get(page) : Outcome.SIGNAL;
                access(state, task, result, state.contents);
            }
            case UserCall.Write(int page, int content) -> {
                if (isMapped(state, page)) {
                    access(state, task, Outcome.WRITTEN, with(state.contents, page, content));
                } else {
                    access(state, task, Outcome.SIGNAL, state.contents);
                }
            }
            case UserCall.Unmap(int page) ->
                    called(state, task, with(state.contents, page, Outcome.GONE), state.results);
            case UserCall.Migrate() -> called(state, task, state.contents, state.results);
            default -> throw new IllegalArgumentException("not in a plain memory: " + call);
        }
    }

    private static boolean isMapped(State state, int page) {
        return state.contents.get(page) != Outcome.GONE;
    }

    private void access(State state, int task, int result, List<Integer> contents) {
        int access = accesses.ofTask().get(task).get(state.next.get(task));
        called(state, task, contents, Outcome.with(state.results, access, result));
    }

    private void called(State state, int task, List<Integer> contents, long results) {
        go(new State(with(state.next, task, state.next.get(task) + 1), contents, results));
    }

    private static List<Integer> with(List<Integer> list, int index, int value) {
        List<Integer> changed = new ArrayList<>(list);
        changed.set(index, value);
        return List.copyOf(changed);
    }
}

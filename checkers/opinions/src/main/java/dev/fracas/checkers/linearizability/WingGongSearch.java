package dev.fracas.checkers.linearizability;

import dev.fracas.checkers.linearizability.Linearization.Effect;
import dev.fracas.checkers.linearizability.SequentialSpecification.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for a linearization of the calls of one object: Wing and Gong's search ("Testing and
 * Verifying Concurrent Objects", 1993) with Lowe's memory of what was tried ("Testing for
 * linearizability", 2017), in the form of Horn and Kroening ("Faster linearizability checking via
 * P-compositionality", 2015).
 *
 * <p>The ends of the calls stand in a list in the order of time. A call whose invocation stands
 * before every response in the list may take effect next; both its ends are then lifted out of the
 * list. At a response, that call should have taken effect already: the search goes back and lets
 * the last call that took effect do so otherwise, or another one. A set of calls together with the
 * state that they left is entered once. Time and memory are at worst exponential in the number of
 * calls that overlap; the stack is a list, as long as the history.
 */
final class WingGongSearch<S> {
    /** The calls that have taken effect, in any order, and the state that they left. */
    private record Visited<S>(BitSet effective, S state) {}

    /**
     * A call that has taken effect.
     *
     * @param before the state in which it did
     * @param untried other ways in which it may go there
     */
    private record Taken<S>(int call, S before, Outcome<S> outcome, Iterator<Outcome<S>> untried) {}

    private final SequentialSpecification<S> specification;
    private final List<Operation> calls;

    /**
     * The list: entry {@code i} is the invocation of call {@code i}, entry {@code calls + i} its
     * response, and the last one both the front and the end.
     */
    private final int[] next;

    private final int[] previous;
    private final int front;

    private final Set<Visited<S>> visited = new HashSet<>();
    private final Deque<Taken<S>> taken = new ArrayDeque<>();
    private final BitSet effective = new BitSet();
    private S state;
    private int unexplained;

    /**
     * @param calls of one object
     */
    WingGongSearch(SequentialSpecification<S> specification, List<Operation> calls) {
        this.specification = specification;
        this.calls = calls;
        state = specification.initial();
        front = 2 * calls.size();
        next = new int[front + 1];
        previous = new int[front + 1];
        List<Integer> entries = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            entries.add(i);
            if (!calls.get(i).isPending()) {
                entries.add(calls.size() + i);
                unexplained++;
            }
        }
        entries.sort(Comparator.comparingInt(this::event));
        entries.add(front);
        int last = front;
        for (int entry : entries) {
            next[last] = entry;
            previous[entry] = last;
            last = entry;
        }
    }

    private int event(int entry) {
        return entry < calls.size()
                ? calls.get(entry).invoked()
                : calls.get(entry - calls.size()).returned();
    }

    /** An order of the calls that have returned, with some of the pending ones; if there is one. */
    Optional<Linearization> run() {
        int entry = next[front];
        while (unexplained > 0) {
            if (entry < calls.size()) {
                Iterator<Outcome<S>> ways = ways(calls.get(entry)).iterator();
                entry = takesEffect(entry, ways) ? next[front] : next[entry];
            } else {
                if (taken.isEmpty()) {
                    return Optional.empty();
                }
                Taken<S> last = taken.pop();
                putBack(last);
                boolean goesOtherwise = takesEffect(last.call, last.untried);
                entry = goesOtherwise ? next[front] : next[last.call];
            }
        }
        return Optional.of(new Linearization(order()));
    }

    private List<Outcome<S>> ways(Operation call) {
        List<Outcome<S>> all = specification.outcomes(state, call.process(), call.call());
        return call.result()
                .map(result -> all.stream().filter(o -> o.result().equals(result)).toList())
                .orElse(all);
    }

    /** Has the call take effect in the first of these ways that leads to anything new. */
    private boolean takesEffect(int call, Iterator<Outcome<S>> ways) {
        while (ways.hasNext()) {
            Outcome<S> outcome = ways.next();
            effective.set(call);
            if (visited.add(new Visited<>((BitSet) effective.clone(), outcome.next()))) {
                taken.push(new Taken<>(call, state, outcome, ways));
                state = outcome.next();
                lift(call);
                if (!calls.get(call).isPending()) {
                    lift(calls.size() + call);
                    unexplained--;
                }
                return true;
            }
            effective.clear(call);
        }
        return false;
    }

    private void putBack(Taken<S> last) {
        if (!calls.get(last.call).isPending()) {
            putBack(calls.size() + last.call);
            unexplained++;
        }
        putBack(last.call);
        effective.clear(last.call);
        state = last.before;
    }

    private void lift(int entry) {
        next[previous[entry]] = next[entry];
        previous[next[entry]] = previous[entry];
    }

    /** The reverse of the last {@link #lift}. */
    private void putBack(int entry) {
        next[previous[entry]] = entry;
        previous[next[entry]] = entry;
    }

    private List<Effect> order() {
        Effect[] order = new Effect[taken.size()];
        int at = order.length;
        for (Taken<S> each : taken) {
            order[--at] = new Effect(calls.get(each.call), each.outcome.result());
        }
        return Arrays.asList(order);
    }
}

package dev.fracas.checkers.linearizability;

import dev.fracas.checkers.linearizability.SequentialSpecification.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The definition, word by word: some permutation of all calls keeps the order of time and is what
 * each object answers one at a time; a pending call may stand in it without effect. For a handful
 * of calls.
 */
final class EveryOrder {
    private final List<Operation> calls;
    private final Map<String, SequentialSpecification<?>> objects;

    private EveryOrder(List<Operation> calls, Map<String, SequentialSpecification<?>> objects) {
        this.calls = calls;
        this.objects = objects;
    }

    static boolean explains(History history, Map<String, SequentialSpecification<?>> objects) {
        EveryOrder every = new EveryOrder(history.operations(), objects);
        return every.somePermutation(new ArrayList<>());
    }

    private boolean somePermutation(List<Operation> order) {
        if (order.size() == calls.size()) {
            return keepsTime(order)
                    && objects.entrySet().stream()
                            .allMatch(o -> isAnswered(order, o.getKey(), o.getValue()));
        }
        for (Operation call : calls) {
            if (!order.contains(call)) {
                order.add(call);
                if (somePermutation(order)) {
                    return true;
                }
                order.removeLast();
            }
        }
        return false;
    }

    private static boolean keepsTime(List<Operation> order) {
        for (int later = 0; later < order.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (order.get(later).precedes(order.get(earlier))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static <S> boolean isAnswered(
            List<Operation> order, String object, SequentialSpecification<S> specification) {
        Set<S> states = Set.of(specification.initial());
        for (Operation call : order) {
            if (call.object().equals(object)) {
                Set<S> after = new HashSet<>(call.isPending() ? states : Set.of());
                for (S state : states) {
                    for (Outcome<S> way :
                            specification.outcomes(state, call.process(), call.call())) {
                        if (call.result().orElse(way.result()).equals(way.result())) {
                            after.add(way.next());
                        }
                    }
                }
                states = after;
            }
        }
        return !states.isEmpty();
    }
}

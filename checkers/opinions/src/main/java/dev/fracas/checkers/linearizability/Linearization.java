package dev.fracas.checkers.linearizability;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An order in which the calls of a history may have taken effect.
 *
 * @param order the calls that took effect, the first one first; pending ones may be missing
 */
public record Linearization(List<Effect> order) {
    /**
     * A call that takes effect.
     *
     * @param result what it returns; of a pending one, what it would
     */
    public record Effect(Operation operation, Result result) {
        /** {@code x86:0 allocate -> 3}. */
        @Override
        public String toString() {
            return operation.process() + " " + operation.call() + " -> " + result;
        }
    }

    public Linearization {
        order = List.copyOf(order);
    }

    /**
     * Makes the calls one at a time, in this order.
     *
     * @return this
     * @throws IllegalStateException when this is no order of the history: a call is missing, comes
     *     twice, comes too late, or may not return what it returned
     */
    Linearization replayed(History history, Map<String, SequentialSpecification<?>> objects) {
        Set<Operation> left = new HashSet<>(history.operations());
        int[] earliestEnd = earliestEnds();
        for (int i = 0; i < order.size(); i++) {
            Effect effect = order.get(i);
            Operation operation = effect.operation();
            if (!left.remove(operation)) {
                throw wrong(effect, "is not one call of the history");
            }
            if (!operation.result().orElse(effect.result()).equals(effect.result())) {
                throw wrong(effect, "returned something else");
            }
            if (earliestEnd[i] < operation.invoked()) {
                throw wrong(effect, "comes before a call that had returned");
            }
        }
        for (Operation missing : left) {
            if (!missing.isPending()) {
                throw new IllegalStateException("no linearization: it lacks " + missing);
            }
        }
        objects.forEach((object, specification) -> stateAfter(object, specification));
        return this;
    }

    /**
     * The state of one object after its calls were made in this order.
     *
     * @throws IllegalStateException when the object would have returned something else
     */
    <S> S stateAfter(String object, SequentialSpecification<S> specification) {
        S state = specification.initial();
        for (Effect effect : of(object).order) {
            Operation operation = effect.operation();
            state =
                    specification
                            .after(state, operation.process(), operation.call(), effect.result())
                            .orElseThrow(() -> wrong(effect, "is not what the object returns"));
        }
        return state;
    }

    /** The calls of one object, in this order. */
    Linearization of(String object) {
        return new Linearization(
                order.stream().filter(e -> e.operation().object().equals(object)).toList());
    }

    /**
     * One order of all calls from an order for each object. There always is one (Herlihy and Wing's
     * theorem that linearizability is local): some object's next call was invoked before every call
     * that is left has returned.
     */
    static Linearization merged(List<Linearization> parts) {
        List<int[]> ends = parts.stream().map(Linearization::earliestEnds).toList();
        List<Effect> merged = new ArrayList<>();
        int[] taken = new int[parts.size()];
        int all = parts.stream().mapToInt(part -> part.order.size()).sum();
        while (merged.size() < all) {
            int earliestEnd = Operation.NEVER;
            for (int p = 0; p < taken.length; p++) {
                earliestEnd = Math.min(earliestEnd, ends.get(p)[taken[p]]);
            }
            for (int p = 0; p < taken.length; p++) {
                List<Effect> order = parts.get(p).order;
                if (taken[p] < order.size()
                        && order.get(taken[p]).operation().invoked() < earliestEnd) {
                    merged.add(order.get(taken[p]++));
                    break;
                }
            }
        }
        return new Linearization(merged);
    }

    /** For each place, and for the end, when the first of the calls from there on returned. */
    private int[] earliestEnds() {
        int[] ends = new int[order.size() + 1];
        ends[order.size()] = Operation.NEVER;
        for (int i = order.size() - 1; i >= 0; i--) {
            ends[i] = Math.min(ends[i + 1], order.get(i).operation().returned());
        }
        return ends;
    }

    private static IllegalStateException wrong(Effect effect, String how) {
        return new IllegalStateException("no linearization: " + effect + " " + how);
    }
}

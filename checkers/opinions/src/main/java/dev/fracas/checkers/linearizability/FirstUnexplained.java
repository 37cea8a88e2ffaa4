package dev.fracas.checkers.linearizability;

import dev.fracas.checkers.linearizability.HistoryEvent.Response;
import dev.fracas.checkers.linearizability.LinearizabilityVerdict.Linearizable;
import dev.fracas.checkers.linearizability.LinearizabilityVerdict.NotLinearizable;
import dev.fracas.checkers.linearizability.LinearizabilityVerdict.Undecided;
import dev.fracas.checkers.linearizability.OrderAnswer.NoOrder;
import dev.fracas.checkers.linearizability.OrderAnswer.Open;
import dev.fracas.checkers.linearizability.OrderAnswer.Order;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A verdict with its reason, from nothing but whether there is an order. What is asked about are
 * prefixes of the history, each up to a response. They grow by doubling and are then bisected,
 * since no prefix is linearizable that is longer than one that is not.
 */
final class FirstUnexplained {
    /** Says whether there is an order of a history. */
    interface Orders {
        OrderAnswer of(History history);
    }

    private final History history;
    private final Map<String, SequentialSpecification<?>> objects;
    private final Orders orders;
    private final int[] responses;

    FirstUnexplained(
            History history, Map<String, SequentialSpecification<?>> objects, Orders orders) {
        this.history = history;
        this.objects = objects;
        this.orders = orders;
        history.operations().forEach(o -> LinearizabilityChecker.specificationOf(o, objects));
        List<HistoryEvent> events = history.events();
        responses =
                IntStream.range(0, events.size())
                        .filter(i -> events.get(i) instanceof Response)
                        .toArray();
    }

    LinearizabilityVerdict verdict() {
        int last = responses.length - 1;
        int explained = -1;
        Linearization order = new Linearization(List.of());
        while (explained < last) {
            int next = Math.min(2 * explained + 2, last);
            switch (upTo(next)) {
                case Order(Linearization found) -> {
                    explained = next;
                    order = found;
                }
                case NoOrder _ -> {
                    return refused(explained, next);
                }
                case Open(String bound) -> {
                    return new Undecided(bound);
                }
            }
        }
        return new Linearizable(order.replayed(history, objects));
    }

    private OrderAnswer upTo(int response) {
        return orders.of(history.before(responses[response] + 1));
    }

    /**
     * @param explained a response up to which there is an order
     * @param unexplained a later one up to which there is none
     */
    private LinearizabilityVerdict refused(int explained, int unexplained) {
        int low = explained;
        int high = unexplained;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            switch (upTo(middle)) {
                case Order _ -> low = middle;
                case NoOrder _ -> high = middle;
                case Open(String bound) -> {
                    return new Undecided(bound);
                }
            }
        }
        return explained(responses[high]);
    }

    private LinearizabilityVerdict explained(int event) {
        Operation refused =
                history.operations().stream()
                        .filter(o -> o.returned() == event)
                        .findFirst()
                        .orElseThrow();
        // Plainest where the refused call has not taken effect yet; but what others were answered
        // may need that it has.
        History before = history.before(event);
        OrderAnswer longest = orders.of(before.without(refused));
        if (longest instanceof NoOrder) {
            longest = orders.of(before);
        }
        return switch (longest) {
            case Order(Linearization order) ->
                    new NotLinearizable(
                            Refusal.of(
                                    history,
                                    refused,
                                    order,
                                    LinearizabilityChecker.specificationOf(refused, objects)));
            case NoOrder _ ->
                    throw new IllegalStateException("an order was found and is gone: " + before);
            case Open(String bound) -> new Undecided(bound);
        };
    }
}

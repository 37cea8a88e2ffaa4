package dev.fracas.checkers.linearizability;

import dev.fracas.checkers.linearizability.HistoryEvent.Invocation;
import dev.fracas.checkers.linearizability.HistoryEvent.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Invocations and responses in the order in which they were seen. Each process calls, waits for its
 * answer, and calls again; calls without an answer at the end are pending.
 *
 * @param events the earliest first
 */
public record History(List<HistoryEvent> events) {
    /**
     * @throws IllegalArgumentException when a process calls while it waits for an answer, or is
     *     answered without having called
     */
    public History {
        events = List.copyOf(events);
        pairs(events);
    }

    /** Every call, in the order of the invocations. */
    public List<Operation> operations() {
        return pairs(events);
    }

    /** The history up to and without the event with that index. */
    public History before(int event) {
        return new History(events.subList(0, event));
    }

    /** The history without that call of its own. */
    public History without(Operation operation) {
        List<HistoryEvent> left = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (i != operation.invoked() && i != operation.returned()) {
                left.add(events.get(i));
            }
        }
        return new History(left);
    }

    private static List<Operation> pairs(List<HistoryEvent> events) {
        List<Operation> operations = new ArrayList<>();
        Map<String, Integer> open = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            switch (events.get(i)) {
                case Invocation(String process, String object, ObjectCall call) -> {
                    int number = operations.size();
                    Integer other = open.put(process, number);
                    if (other != null) {
                        throw new IllegalArgumentException(
                                "event %d: %s calls %s and waits for %s still"
                                        .formatted(i + 1, process, call, operations.get(other)));
                    }
                    operations.add(
                            new Operation(
                                    number,
                                    process,
                                    object,
                                    call,
                                    i,
                                    Operation.NEVER,
                                    Optional.empty()));
                }
                case Response(String process, Result result) -> {
                    Integer number = open.remove(process);
                    if (number == null) {
                        throw new IllegalArgumentException(
                                "event %d: %s is answered %s and has not called"
                                        .formatted(i + 1, process, result));
                    }
                    Operation o = operations.get(number);
                    operations.set(
                            number,
                            new Operation(
                                    number,
                                    process,
                                    o.object(),
                                    o.call(),
                                    o.invoked(),
                                    i,
                                    Optional.of(result)));
                }
            }
        }
        return List.copyOf(operations);
    }

    /** Writes a history down event by event. */
    public static final class Builder {
        private final List<HistoryEvent> events = new ArrayList<>();

        public Builder invoke(String process, String object, ObjectCall call) {
            events.add(new Invocation(process, object, call));
            return this;
        }

        public Builder respond(String process, Result result) {
            events.add(new Response(process, result));
            return this;
        }

        /** An invocation with its response right behind. */
        public Builder call(String process, String object, ObjectCall call, Result result) {
            return invoke(process, object, call).respond(process, result);
        }

        /**
         * The history of these events.
         *
         * @throws IllegalArgumentException when it is none
         */
        public History build() {
            return new History(events);
        }
    }
}

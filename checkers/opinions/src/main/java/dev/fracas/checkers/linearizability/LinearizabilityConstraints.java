package dev.fracas.checkers.linearizability;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides by a constraint model ({@link OrderModel}) and choco-solver. It uses neither that objects
 * can be looked at one by one nor anything of the search's, and so it checks both. It is meant for
 * short histories: some tens of operations.
 */
public final class LinearizabilityConstraints implements LinearizabilityChecker {
    private static final int MAX_STATES = 20_000;

    private final Duration limit;

    /**
     * @param limit the time for each prefix of the history that is solved
     */
    public LinearizabilityConstraints(Duration limit) {
        this.limit = limit;
    }

    @Override
    public LinearizabilityVerdict check(
            History history, Map<String, SequentialSpecification<?>> objects) {
        return new FirstUnexplained(history, objects, prefix -> solve(prefix, objects)).verdict();
    }

    private OrderAnswer solve(History history, Map<String, SequentialSpecification<?>> objects) {
        List<Operation> operations = history.operations();
        if (operations.isEmpty()) {
            return new OrderAnswer.Order(new Linearization(List.of()));
        }
        Map<String, Transitions<?>> tables = new LinkedHashMap<>();
        for (Operation operation : operations) {
            String object = operation.object();
            if (!tables.containsKey(object)) {
                Optional<? extends Transitions<?>> table =
                        Transitions.of(
                                LinearizabilityChecker.specificationOf(operation, objects),
                                operations.stream().filter(o -> o.object().equals(object)).toList(),
                                MAX_STATES);
                if (table.isEmpty()) {
                    return new OrderAnswer.Open(
                            "%s has more than %d states".formatted(object, MAX_STATES));
                }
                tables.put(object, table.get());
            }
        }
        return new OrderModel(operations, tables).solve(limit);
    }
}

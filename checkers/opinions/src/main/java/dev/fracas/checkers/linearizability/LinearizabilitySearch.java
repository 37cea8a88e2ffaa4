package dev.fracas.checkers.linearizability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides by {@link WingGongSearch}, one object after the other: a history is linearizable when
 * each object's calls are (Herlihy and Wing's theorem 1).
 */
public final class LinearizabilitySearch implements LinearizabilityChecker {
    @Override
    public LinearizabilityVerdict check(
            History history, Map<String, SequentialSpecification<?>> objects) {
        return new FirstUnexplained(history, objects, prefix -> search(prefix, objects)).verdict();
    }

    private static OrderAnswer search(
            History history, Map<String, SequentialSpecification<?>> objects) {
        Map<String, List<Operation>> byObject = new LinkedHashMap<>();
        for (Operation operation : history.operations()) {
            byObject.computeIfAbsent(operation.object(), _ -> new ArrayList<>()).add(operation);
        }
        List<Linearization> parts = new ArrayList<>();
        for (List<Operation> calls : byObject.values()) {
            Optional<Linearization> order =
                    search(
                            LinearizabilityChecker.specificationOf(calls.getFirst(), objects),
                            calls);
            if (order.isEmpty()) {
                return new OrderAnswer.NoOrder();
            }
            parts.add(order.get());
        }
        return new OrderAnswer.Order(Linearization.merged(parts));
    }

    private static <S> Optional<Linearization> search(
            SequentialSpecification<S> specification, List<Operation> calls) {
        return new WingGongSearch<>(specification, calls).run();
    }
}

package dev.fracas.checkers.linearizability;

import java.util.Map;

/** Decides whether histories are linearizable. Keeps nothing between calls. */
public interface LinearizabilityChecker {
    /**
     * Whether each answer of the history can be explained.
     *
     * @param objects the specification of each object, by the name that the history gives it
     * @throws IllegalArgumentException when the history names an object without specification, or a
     *     call that its object does not have
     */
    LinearizabilityVerdict check(History history, Map<String, SequentialSpecification<?>> objects);

    /**
     * The specification of the object that an operation asks.
     *
     * @throws IllegalArgumentException when there is none
     */
    static SequentialSpecification<?> specificationOf(
            Operation operation, Map<String, SequentialSpecification<?>> objects) {
        SequentialSpecification<?> found = objects.get(operation.object());
        if (found == null) {
            throw new IllegalArgumentException(
                    "no specification of '%s', which %s asks; there are %s"
                            .formatted(operation.object(), operation, objects.keySet()));
        }
        return found;
    }
}

package dev.fracas.checkers.linearizability;

import dev.fracas.checkers.linearizability.SequentialSpecification.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One object as a table: its states numbered from 0, the initial one, and every triple of a state,
 * an operation of the history and the state that it may leave. Made by making every call in every
 * state, in any order and as often as it leads to anything new.
 */
final class Transitions<S> {
    /** One row: the operation may take effect in one state and leave the other. */
    record Row(int before, int operation, int after) {}

    private final SequentialSpecification<S> specification;
    private final List<S> states = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<S, Integer> numbers = new HashMap<>();

    private Transitions(SequentialSpecification<S> specification) {
        this.specification = specification;
    }

    /**
     * The table of one object.
     *
     * @param calls those of the object
     * @return empty when there are more states than that
     */
    static <S> Optional<Transitions<S>> of(
            SequentialSpecification<S> specification, List<Operation> calls, int maxStates) {
        Transitions<S> table = new Transitions<>(specification);
        table.number(specification.initial());
        for (int state = 0; state < table.states.size(); state++) {
            if (table.states.size() > maxStates) {
                return Optional.empty();
            }
            for (Operation call : calls) {
                for (Outcome<S> outcome : table.outcomes(state, call)) {
                    table.rows.add(new Row(state, call.number(), table.number(outcome.next())));
                }
            }
        }
        return Optional.of(table);
    }

    private int number(S state) {
        Integer known = numbers.get(state);
        if (known != null) {
            return known;
        }
        numbers.put(state, states.size());
        states.add(state);
        return states.size() - 1;
    }

    private List<Outcome<S>> outcomes(int state, Operation call) {
        return specification.outcomes(states.get(state), call.process(), call.call()).stream()
                .filter(outcome -> call.result().orElse(outcome.result()).equals(outcome.result()))
                .toList();
    }

    int states() {
        return states.size();
    }

    List<Row> rows() {
        return rows;
    }

    /** What the operation returns where it takes the object from the one state to the other. */
    Optional<Result> result(int before, Operation operation, int after) {
        return outcomes(before, operation).stream()
                .filter(outcome -> outcome.next().equals(states.get(after)))
                .map(Outcome::result)
                .findFirst();
    }
}

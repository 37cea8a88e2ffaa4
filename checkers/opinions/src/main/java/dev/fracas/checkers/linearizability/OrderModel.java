package dev.fracas.checkers.linearizability;

import dev.fracas.checkers.linearizability.Linearization.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chocosolver.solver.Model;
import org.chocosolver.solver.Solver;
import org.chocosolver.solver.constraints.extension.Tuples;
import org.chocosolver.solver.search.strategy.Search;
import org.chocosolver.solver.variables.IntVar;

/**
 * The constraint model of one history. All operations of all objects get a place each in one order:
 *
 * <ul>
 *   <li>{@code at[k]} is the operation at place {@code k}, {@code place[i]} the place of operation
 *       {@code i}, each the inverse of the other;
 *   <li>{@code place[i] < place[j]} where {@code i} returned before {@code j} was invoked;
 *   <li>{@code state[x][k]} is the state of object {@code x} before place {@code k}, and {@code
 *       (state[x][k], at[k], state[x][k + 1])} is a row of the object's {@link Transitions}; other
 *       objects' operations leave the state as it is, and so does a pending one that takes no
 *       effect.
 * </ul>
 */
final class OrderModel {
    private final List<Operation> operations;
    private final Map<String, Transitions<?>> tables;
    private final Model model = new Model("linearizability");
    private final IntVar[] at;
    private final IntVar[] place;
    private final Map<String, IntVar[]> states = new LinkedHashMap<>();

    /**
     * @param tables of each object of the operations
     */
    OrderModel(List<Operation> operations, Map<String, Transitions<?>> tables) {
        this.operations = operations;
        this.tables = tables;
        int n = operations.size();
        at = model.intVarArray("at", n, 0, n - 1);
        place = new IntVar[n];
        for (Operation operation : operations) {
            int before = (int) operations.stream().filter(o -> o.precedes(operation)).count();
            int behind = (int) operations.stream().filter(operation::precedes).count();
            place[operation.number()] =
                    model.intVar("place " + operation.number(), before, n - 1 - behind);
        }
        model.inverseChanneling(at, place).post();
        realTime();
        tables.forEach(this::states);
    }

    /** Only where no third operation lies wholly between: the others follow. */
    private void realTime() {
        for (Operation first : operations) {
            for (Operation second : operations) {
                boolean follows =
                        operations.stream().anyMatch(o -> first.precedes(o) && o.precedes(second));
                if (first.precedes(second) && !follows) {
                    model.arithm(place[first.number()], "<", place[second.number()]).post();
                }
            }
        }
    }

    private void states(String object, Transitions<?> table) {
        Tuples rows = new Tuples(true);
        table.rows().forEach(row -> rows.add(row.before(), row.operation(), row.after()));
        for (Operation operation : operations) {
            boolean isOwn = operation.object().equals(object);
            for (int state = 0; state < table.states(); state++) {
                int same = state;
                boolean isRow = isOwn && table.result(same, operation, same).isPresent();
                if (!isRow && (!isOwn || operation.isPending())) {
                    rows.add(same, operation.number(), same);
                }
            }
        }
        IntVar[] state = model.intVarArray(object, at.length + 1, 0, table.states() - 1);
        model.arithm(state[0], "=", 0).post();
        for (int k = 0; k < at.length; k++) {
            model.table(new IntVar[] {state[k], at[k], state[k + 1]}, rows).post();
        }
        states.put(object, state);
    }

    /**
     * Looks for an order.
     *
     * @param limit the time to do so
     */
    OrderAnswer solve(Duration limit) {
        Solver solver = model.getSolver();
        solver.limitTime(limit.toMillis());
        solver.setSearch(
                Search.inputOrderLBSearch(at), Search.inputOrderLBSearch(stateVariables()));
        if (solver.solve()) {
            return new OrderAnswer.Order(order());
        }
        return solver.isStopCriterionMet()
                ? new OrderAnswer.Open(
                        "constraint solver stopped after " + limit.toMillis() + " ms")
                : new OrderAnswer.NoOrder();
    }

    private IntVar[] stateVariables() {
        return states.values().stream().flatMap(Arrays::stream).toArray(IntVar[]::new);
    }

    private Linearization order() {
        List<Effect> order = new ArrayList<>();
        for (int k = 0; k < at.length; k++) {
            Operation operation = operations.get(at[k].getValue());
            int before = stateOf(operation)[k].getValue();
            int after = stateOf(operation)[k + 1].getValue();
            // A pending operation that took no effect is in no row.
            tableOf(operation)
                    .result(before, operation, after)
                    .ifPresent(result -> order.add(new Effect(operation, result)));
        }
        return new Linearization(order);
    }

    private IntVar[] stateOf(Operation operation) {
        return Objects.requireNonNull(states.get(operation.object()));
    }

    private Transitions<?> tableOf(Operation operation) {
        return Objects.requireNonNull(tables.get(operation.object()));
    }
}

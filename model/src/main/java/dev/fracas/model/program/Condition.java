package dev.fracas.model.program;

/** A value that is true when it is not 0. */
public record Condition(Value value) {
    public Condition and(Condition other) {
        return new Condition(truth().and(other.truth()));
    }

    public Condition or(Condition other) {
        return new Condition(truth().or(other.truth()));
    }

    public Condition not() {
        if (value instanceof Value.Operation(Operator operator, Value left, Value right)
                && operator.isComparison()) {
            return new Condition(
                    switch (operator) {
                        case EQUAL -> left.apply(Operator.NOT_EQUAL, right);
                        case NOT_EQUAL -> left.apply(Operator.EQUAL, right);
                        case LESS -> right.apply(Operator.LESS_OR_EQUAL, left);
                        default -> right.apply(Operator.LESS, left);
                    });
        }
        return new Condition(value.apply(Operator.EQUAL, Value.constant(0)));
    }

    private Value truth() {
        boolean isBit = value instanceof Value.Operation o && o.operator().isComparison();
        return isBit ? value : value.apply(Operator.NOT_EQUAL, Value.constant(0));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

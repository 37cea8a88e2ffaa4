package dev.fracas.model.program;

/**
 * Arithmetic and comparison on unsigned 64-bit values. Comparisons give 1 for true and 0 for false.
 */
public enum Operator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    AND("&"),
    OR("|"),
    XOR("^"),
    SHIFT_LEFT("<<"),
    SHIFT_RIGHT(">>"),
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<=");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    public boolean isComparison() {
        return compareTo(EQUAL) >= 0;
    }

    /** The value of {@code a op b}; shift counts of 64 and more give 0. */
    public long apply(long a, long b) {
        return switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case SHIFT_LEFT -> Long.compareUnsigned(b, 64) < 0 ? a << b : 0;
            case SHIFT_RIGHT -> Long.compareUnsigned(b, 64) < 0 ? a >>> b : 0;
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
            case LESS -> Long.compareUnsigned(a, b) < 0 ? 1 : 0;
            case LESS_OR_EQUAL -> Long.compareUnsigned(a, b) <= 0 ? 1 : 0;
        };
    }
}

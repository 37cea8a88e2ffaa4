package dev.fracas.model.program;

/**
 * What an {@code await} waits for: {@code (word & mask) comparison operand}, on unsigned 64-bit
 * values. An operand that is computed for a narrower word is not cut to it: {@code ticket.plus(1)}
 * does not wrap unless it is masked or assigned to a register of the word's width.
 *
 * @param mask which bits of the word count
 * @param comparison one of the comparison operators
 * @param operand what they are compared with
 */
public record Test(Value mask, Operator comparison, Value operand) {
    private static final Value ALL = Value.constant(-1);

    public Test {
        if (!comparison.isComparison()) {
            throw new IllegalArgumentException(comparison + " is not a comparison");
        }
    }

    public static Test equalTo(Value operand) {
        return new Test(ALL, Operator.EQUAL, operand);
    }

    public static Test equalTo(long operand) {
        return equalTo(Value.constant(operand));
    }

    public static Test notEqualTo(Value operand) {
        return new Test(ALL, Operator.NOT_EQUAL, operand);
    }

    public static Test notEqualTo(long operand) {
        return notEqualTo(Value.constant(operand));
    }

    /** Every bit of {@code mask} is 0 in the word. */
    public static Test bitsClear(long mask) {
        return new Test(Value.constant(mask), Operator.EQUAL, Value.constant(0));
    }

    /** Some bit of {@code mask} is 1 in the word. */
    public static Test bitsSet(long mask) {
        return new Test(Value.constant(mask), Operator.NOT_EQUAL, Value.constant(0));
    }

    @Override
    public String toString() {
        String word = mask.equals(ALL) ? "" : "& " + mask + " ";
        return word + comparison.symbol() + " " + operand;
    }
}

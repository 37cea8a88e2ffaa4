package dev.fracas.model.program;

/**
 * What a core computes from its registers: a register, a constant, or an operation on two values.
 */
public sealed interface Value {
    /** A constant; negative numbers are the two's complement of 64 bits. */
    record Constant(long value) implements Value {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** An operation on unsigned 64-bit values. */
    record Operation(Operator operator, Value left, Value right) implements Value {
        @Override
        public String toString() {
            return nested(left) + " " + operator.symbol() + " " + nested(right);
        }

        private static String nested(Value value) {
            return value instanceof Operation ? "(" + value + ")" : value.toString();
        }
    }

    /**
     * A register of one core. A register starts at 0; where it is dead it is 0 too, so that it
     * costs no states.
     *
     * @param name shown in the disassembly
     * @param bits its width, 1 to 64; what is assigned is cut to it
     * @param index its number in its program
     */
    record Register(String name, int bits, int index) implements Value {
        @Override
        public String toString() {
            return name;
        }
    }

    static Value constant(long value) {
        return new Constant(value);
    }

    default Value apply(Operator operator, Value right) {
        if (this instanceof Constant a && right instanceof Constant b) {
            return new Constant(operator.apply(a.value(), b.value()));
        }
        return new Operation(operator, this, right);
    }

    default Value plus(Value right) {
        return apply(Operator.ADD, right);
    }

    default Value plus(long right) {
        return plus(constant(right));
    }

    default Value minus(Value right) {
        return apply(Operator.SUBTRACT, right);
    }

    default Value minus(long right) {
        return minus(constant(right));
    }

    default Value times(long right) {
        return apply(Operator.MULTIPLY, constant(right));
    }

    default Value and(Value right) {
        return apply(Operator.AND, right);
    }

    default Value and(long right) {
        return and(constant(right));
    }

    default Value or(Value right) {
        return apply(Operator.OR, right);
    }

    default Value or(long right) {
        return or(constant(right));
    }

    default Value shiftLeft(int bits) {
        return apply(Operator.SHIFT_LEFT, constant(bits));
    }

    default Value shiftRight(int bits) {
        return apply(Operator.SHIFT_RIGHT, constant(bits));
    }

    default Condition is(Operator comparison, Value right) {
        return new Condition(apply(comparison, right));
    }

    default Condition isEqualTo(Value right) {
        return is(Operator.EQUAL, right);
    }

    default Condition isEqualTo(long right) {
        return isEqualTo(constant(right));
    }

    default Condition isNotEqualTo(Value right) {
        return is(Operator.NOT_EQUAL, right);
    }

    default Condition isNotEqualTo(long right) {
        return isNotEqualTo(constant(right));
    }

    default Condition isLessThan(Value right) {
        return is(Operator.LESS, right);
    }

    default Condition isLessThan(long right) {
        return isLessThan(constant(right));
    }
}

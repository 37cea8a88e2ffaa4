package dev.fracas.model.program;

/**
 * What a core computes: a register, a constant, what a ghost word holds, or an operation on two
 * values.
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

    /**
     * What a ghost word holds at the moment when the instruction executes. As an operand, index or
     * test of a visible instruction that is the state before the instruction's effect, in the same
     * step: a lookup that is atomic with the access that uses it, as a TLB's is, where a ghost load
     * ahead of it would be part of an earlier step. In register-only instructions it is the state
     * at that point of the step.
     *
     * @param of an element of a ghost array, or a field of one, whose index is a constant
     */
    record Current(Address of) implements Value {
        public Current {
            if (!of.array().ghost()) {
                throw new IllegalArgumentException(of + " is a word of memory, not a ghost");
            }
            if (!(of.index() instanceof Constant c)
                    || c.value() < 0
                    || c.value() >= of.array().length()) {
                throw new IllegalArgumentException(
                        "the current value needs a constant index from 0 to %d, got %s"
                                .formatted(of.array().length() - 1, of));
            }
        }

        @Override
        public String toString() {
            return of.toString();
        }
    }

    static Value constant(long value) {
        return new Constant(value);
    }

    /**
     * What a ghost word holds when the instruction that uses the value executes.
     *
     * @throws IllegalArgumentException when it is not a ghost, or its index is computed or outside
     *     of its array
     * @see Current
     */
    static Value current(Addressable ghost) {
        return new Current(ghost.address());
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

package dev.fracas.model.machine;

import dev.fracas.model.machine.memory.Locations;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Constant;
import dev.fracas.model.program.Value.Current;
import dev.fracas.model.program.Value.Operation;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The register-only part of a program as flat three-address code over one register file, which
 * holds the program's registers, then temporaries and constants. An operation is four {@code int}s:
 * what, destination, and two operands, each an index into the file.
 */
final class MicroCode {
    /** Operators come first, under their ordinals; there are fewer than 32. */
    static final int MOVE = 32;

    /** Jump to {@code dst} if register {@code a} is not 0. */
    static final int BRANCH = MOVE + 1;

    static final int JUMP = MOVE + 2;

    /** Stop before visible instruction {@code dst}. */
    static final int EXIT = MOVE + 3;

    /** {@code dst = ghost[base a + register b]}. */
    static final int GHOST_LOAD = MOVE + 4;

    /** {@code ghost[base a + register b] = register dst}. */
    static final int GHOST_STORE = MOVE + 5;

    /** Stop: operands of the next access are ready. */
    static final int RETURN = MOVE + 6;

    /** Stop for ever, as an oops, unless register {@code a} is less than {@code dst}. */
    static final int CHECK_INDEX = MOVE + 7;

    private final List<Integer> code = new ArrayList<>();
    private final List<Long> file = new ArrayList<>();
    private final List<Boolean> isConstant = new ArrayList<>();

    private final Locations.Builder locations;

    MicroCode(Program program, Locations.Builder locations) {
        this.locations = locations;
        for (int i = 0; i < program.registers().size(); i++) {
            file.add(0L);
            isConstant.add(false);
        }
    }

    int here() {
        return code.size();
    }

    int[] code() {
        return code.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The register file at the start: constants in place, everything else 0. */
    long[] file() {
        return file.stream().mapToLong(Long::longValue).toArray();
    }

    /** Which places in the file hold constants. */
    boolean[] constants() {
        boolean[] are = new boolean[isConstant.size()];
        for (int i = 0; i < are.length; i++) {
            are[i] = isConstant.get(i);
        }
        return are;
    }

    int emit(int operation, int dst, int a, int b) {
        int at = code.size();
        code.addAll(Arrays.asList(operation, dst, a, b));
        return at;
    }

    /** Sets the destination of a jump, branch or exit that was emitted before it was known. */
    void patch(int at, int dst) {
        code.set(at + 1, dst);
    }

    /** The place in the file that will hold the value, after code to compute it where needed. */
    int operand(Value value) {
        return switch (value) {
            case Register r -> r.index();
            case Constant c -> constant(c.value());
            case Current c -> {
                int element = operand(c.of().index());
                int result = temporary();
                emit(GHOST_LOAD, result, locations.base(c.of()), element);
                yield result;
            }
            case Operation o -> {
                int left = operand(o.left());
                int right = operand(o.right());
                int result = temporary();
                emit(o.operator().ordinal(), result, left, right);
                yield result;
            }
        };
    }

    /** Assigns, cutting the value to the register's width. */
    void assign(Register into, Value value) {
        int from = operand(value);
        if (fits(value, into.bits())) {
            emit(MOVE, into.index(), from, 0);
        } else {
            int mask = constant(WordArray.mask(into.bits()));
            emit(Operator.AND.ordinal(), into.index(), from, mask);
        }
    }

    /** Cuts a register to its width after a value of {@code bits} bits was put into it. */
    void cut(Register into, int bits) {
        if (into.bits() < bits) {
            int mask = constant(WordArray.mask(into.bits()));
            emit(Operator.AND.ordinal(), into.index(), into.index(), mask);
        }
    }

    /** The index of an address, after code that stops the core where it is outside the array. */
    int element(Address address) {
        int length = address.array().length();
        int element = operand(address.index());
        if (!(address.index() instanceof Constant c && c.value() >= 0 && c.value() < length)) {
            emit(CHECK_INDEX, length, element, 0);
        }
        return element;
    }

    private static boolean fits(Value value, int bits) {
        return switch (value) {
            case Register r -> r.bits() <= bits;
            case Constant c -> (c.value() & WordArray.mask(bits)) == c.value();
            case Current c -> c.of().bits() <= bits;
            case Operation o -> bits == 64 || o.operator().isComparison();
        };
    }

    private int temporary() {
        file.add(0L);
        isConstant.add(false);
        return file.size() - 1;
    }

    private int constant(long value) {
        for (int i = 0; i < file.size(); i++) {
            if (isConstant.get(i) && file.get(i) == value) {
                return i;
            }
        }
        file.add(value);
        isConstant.add(true);
        return file.size() - 1;
    }
}

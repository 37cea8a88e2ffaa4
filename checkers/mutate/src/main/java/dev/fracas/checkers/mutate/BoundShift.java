package dev.fracas.checkers.mutate;

import dev.fracas.model.program.Address;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Assign;
import dev.fracas.model.program.Instruction.Await;
import dev.fracas.model.program.Instruction.Branch;
import dev.fracas.model.program.Instruction.CompareAndSwap;
import dev.fracas.model.program.Instruction.FetchAndOp;
import dev.fracas.model.program.Instruction.Load;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Instruction.Swap;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Test;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Constant;
import dev.fracas.model.program.Value.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Off by one: {@code <} and {@code <=} change places, what is added or subtracted is one less, what
 * is fetched and added or subtracted is one more.
 */
record BoundShift() implements MutationOperator {
    @Override
    public String id() {
        return "off-by-one";
    }

    @Override
    public String sentence() {
        return "a comparison counts the bound itself or not, or a sum is off by one";
    }

    @Override
    public List<Mutation> mutations(OriginalProgram original) {
        List<Mutation> mutations = new ArrayList<>();
        original.open()
                .forEach(i -> {
                    List<Instruction> shifted = shifted(original.at(i));
                    for (int n = 0; n < shifted.size(); n++) {
                        mutations.add(
                                new Mutation(
                                        original.place(i),
                                        n == 0 ? id() : id() + "-" + (n + 1),
                                        i,
                                        i + 1,
                                        List.of(original.line(i).with(shifted.get(n)))));
                    }
                });
        return mutations;
    }

    /** Every way to be off by one in an instruction. */
    private static List<Instruction> shifted(Instruction instruction) {
        List<Instruction> all = new ArrayList<>();
        switch (instruction) {
            case Load l -> addresses(l.from(), all, at -> new Load(l.into(), at, l.order()));
            case Store s -> {
                addresses(s.to(), all, at -> new Store(at, s.value(), s.order()));
                values(s.value(), all, v -> new Store(s.to(), v, s.order()));
            }
            case FetchAndOp f -> {
                addresses(
                        f.word(),
                        all,
                        at -> new FetchAndOp(f.old(), f.operator(), at, f.operand(), f.order()));
                if (isSum(f.operator()) && f.operand() instanceof Constant c) {
                    Value more = Value.constant(c.value() + 1);
                    all.add(new FetchAndOp(f.old(), f.operator(), f.word(), more, f.order()));
                }
            }
            case Swap s -> {
                addresses(s.word(), all, at -> new Swap(s.old(), at, s.value(), s.order()));
                values(s.value(), all, v -> new Swap(s.old(), s.word(), v, s.order()));
            }
            case CompareAndSwap c -> {
                addresses(
                        c.word(),
                        all,
                        at ->
                                new CompareAndSwap(
                                        c.old(), at, c.expected(), c.desired(), c.order()));
                values(
                        c.desired(),
                        all,
                        v -> new CompareAndSwap(c.old(), c.word(), c.expected(), v, c.order()));
            }
            case Await a -> {
                addresses(a.from(), all, at -> new Await(a.into(), at, a.test(), a.order()));
                values(
                        a.test().operand(),
                        all,
                        v ->
                                new Await(
                                        a.into(),
                                        a.from(),
                                        new Test(a.test().mask(), a.test().comparison(), v),
                                        a.order()));
            }
            case Assign a -> values(a.value(), all, v -> new Assign(a.into(), v));
            case Branch b ->
                    values(
                            b.condition().value(),
                            all,
                            v -> new Branch(new Condition(v), b.target()));
            default -> {}
        }
        return all;
    }

    private static void addresses(
            Address address, List<Instruction> all, Function<Address, Instruction> made) {
        for (Value index : shifts(address.index())) {
            all.add(
                    made.apply(
                            new Address(
                                    address.array(),
                                    index,
                                    address.shift(),
                                    address.bits(),
                                    address.field())));
        }
    }

    private static void values(
            Value value, List<Instruction> all, Function<Value, Instruction> made) {
        shifts(value).forEach(shifted -> all.add(made.apply(shifted)));
    }

    /** Every value that differs from this one in one comparison or one sum. */
    private static List<Value> shifts(Value value) {
        List<Value> all = new ArrayList<>();
        if (value instanceof Operation(Operator operator, Value left, Value right)) {
            if (operator == Operator.LESS) {
                all.add(new Operation(Operator.LESS_OR_EQUAL, left, right));
            } else if (operator == Operator.LESS_OR_EQUAL) {
                all.add(new Operation(Operator.LESS, left, right));
            } else if (isSum(operator) && right instanceof Constant c) {
                all.add(left.apply(operator, Value.constant(c.value() - 1)));
            }
            shifts(left).forEach(v -> all.add(new Operation(operator, v, right)));
            shifts(right).forEach(v -> all.add(new Operation(operator, left, v)));
        }
        return all;
    }

    private static boolean isSum(Operator operator) {
        return operator == Operator.ADD || operator == Operator.SUBTRACT;
    }
}

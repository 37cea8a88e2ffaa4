package dev.fracas.checkers.mutate;

import dev.fracas.model.program.Address;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Assign;
import dev.fracas.model.program.Instruction.Branch;
import dev.fracas.model.program.Instruction.CompareAndSwap;
import dev.fracas.model.program.Instruction.FetchAndOp;
import dev.fracas.model.program.Instruction.Load;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Instruction.StoreExclusive;
import dev.fracas.model.program.Instruction.Swap;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Operands;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import java.util.List;
import java.util.Optional;

/**
 * An atomic access becomes a load and a plain store, between which others can come, and of which
 * the store no longer drains the store buffer. A store-exclusive becomes a store that succeeds
 * whatever became of the monitor.
 */
record AtomicSplit() implements MutationOperator {
    @Override
    public String id() {
        return "split-atomic";
    }

    @Override
    public String sentence() {
        return "an atomic access is a load and a store, a store-exclusive a store";
    }

    @Override
    public List<Mutation> mutations(OriginalProgram original) {
        return original.open()
                .boxed()
                .flatMap(i ->
                        split(original.at(i), i + 1)
                                .map(parts ->
                                        new Mutation(
                                                original.place(i),
                                                id(),
                                                i,
                                                i + 1,
                                                parts.stream()
                                                        .map(original.line(i)::with)
                                                        .toList()))
                                .stream())
                .toList();
    }

    /**
     * The parts of an atomic access.
     *
     * @param next the instruction behind it
     */
    private static Optional<List<Instruction>> split(Instruction instruction, int next) {
        return switch (instruction) {
            case FetchAndOp f ->
                    parts(f, f.old(), f.word(), f.old().apply(f.operator(), f.operand()));
            case Swap s -> parts(s, s.old(), s.word(), s.value());
            case CompareAndSwap c when !uses(c, c.old()) -> {
                Value expected = c.expected().and(WordArray.mask(c.word().bits()));
                yield Optional.of(
                        List.of(
                                new Load(c.old(), c.word(), MemoryOrder.RELAXED),
                                new Branch(c.old().isNotEqualTo(expected), next),
                                new Store(c.word(), c.desired(), MemoryOrder.RELAXED)));
            }
            case StoreExclusive s when !uses(s, s.status()) ->
                    Optional.of(
                            List.of(
                                    new Store(s.to(), s.value(), MemoryOrder.RELAXED),
                                    new Assign(s.status(), Value.constant(0))));
            default -> Optional.empty();
        };
    }

    private static Optional<List<Instruction>> parts(
            Instruction atomic, Register old, Address word, Value value) {
        return uses(atomic, old)
                ? Optional.empty()
                : Optional.of(
                        List.of(
                                new Load(old, word, MemoryOrder.RELAXED),
                                new Store(word, value, MemoryOrder.RELAXED)));
    }

    /** Then the first part would spoil what the second one computes. */
    private static boolean uses(Instruction instruction, Register register) {
        return Operands.of(instruction).stream()
                .anyMatch(value -> Registers.of(value).contains(register));
    }
}

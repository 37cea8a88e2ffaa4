package dev.fracas.checkers.mutate;

import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Await;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.Branch;
import dev.fracas.model.program.Instruction.Fence;
import dev.fracas.model.program.Instruction.Load;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Test;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One instruction is left out, or gives way to one other.
 *
 * @param rule the mutation at an open instruction, if the rule applies to it
 */
record Replacement(String id, String sentence, Rule rule) implements MutationOperator {
    /** What to do to one instruction. */
    @FunctionalInterface
    interface Rule {
        /** What comes in place of an instruction; nothing when the rule does not apply. */
        Optional<Change> at(OriginalProgram original, int index);
    }

    /** The instructions up to {@code to} give way to those. */
    record Change(int to, List<Instruction> instructions) {}

    @Override
    public List<Mutation> mutations(OriginalProgram original) {
        return original.open().boxed().flatMap(i -> mutation(original, i).stream()).toList();
    }

    private Optional<Mutation> mutation(OriginalProgram original, int index) {
        return rule.at(original, index)
                .map(change ->
                        new Mutation(
                                original.place(index),
                                id,
                                index,
                                change.to,
                                change.instructions.stream()
                                        .map(original.line(index)::with)
                                        .toList()));
    }

    static Stream<MutationOperator> all() {
        return Stream.of(
                dropFence(),
                weaken(),
                dropBranch(),
                negateBranch(),
                dropWait(),
                dropStore(),
                dropFlush(),
                dropIpi());
    }

    private static Optional<Change> leftOut(int index) {
        return Optional.of(new Change(index + 1, List.of()));
    }

    private static Optional<Change> becomes(int index, Instruction other) {
        return Optional.of(new Change(index + 1, List.of(other)));
    }

    private static MutationOperator dropFence() {
        return new Replacement(
                "drop-fence",
                "a full fence is left out",
                (original, i) ->
                        original.at(i) instanceof Fence && original.afterOwnGhosts(i) == i + 1
                                ? leftOut(i)
                                : Optional.empty());
    }

    private static MutationOperator dropFlush() {
        return new Replacement(
                "drop-flush",
                "an invalidation is left out, with what it does to the TLBs",
                (original, i) ->
                        original.at(i) instanceof Fence && original.afterOwnGhosts(i) > i + 1
                                ? Optional.of(new Change(original.afterOwnGhosts(i), List.of()))
                                : Optional.empty());
    }

    /**
     * Only what a memory system here tells apart: under SC and TSO a store that drains the store
     * buffer, and one that does not. The other orders are not read.
     */
    private static MutationOperator weaken() {
        return new Replacement(
                "weaken",
                "a store that waits for the store buffer no longer does",
                (original, i) ->
                        original.at(i) instanceof Store s && s.order() == MemoryOrder.SEQ_CST
                                ? becomes(i, new Store(s.to(), s.value(), MemoryOrder.RELEASE))
                                : Optional.empty());
    }

    private static MutationOperator dropBranch() {
        return new Replacement(
                "drop-branch",
                "a branch is never taken",
                (original, i) -> original.at(i) instanceof Branch ? leftOut(i) : Optional.empty());
    }

    private static MutationOperator negateBranch() {
        return new Replacement(
                "negate-branch",
                "a branch is taken, or a wait ends, exactly when it should not",
                (original, i) ->
                        switch (original.at(i)) {
                            case Branch b ->
                                    becomes(i, new Branch(b.condition().not(), b.target()));
                            case Await a ->
                                    negated(a.test())
                                            .flatMap(test ->
                                                    becomes(
                                                            i,
                                                            new Await(
                                                                    a.into(), a.from(), test,
                                                                    a.order())));
                            default -> Optional.empty();
                        });
    }

    private static Optional<Test> negated(Test test) {
        return switch (test.comparison()) {
            case EQUAL -> Optional.of(new Test(test.mask(), Operator.NOT_EQUAL, test.operand()));
            case NOT_EQUAL -> Optional.of(new Test(test.mask(), Operator.EQUAL, test.operand()));
            default -> Optional.empty();
        };
    }

    private static MutationOperator dropWait() {
        return new Replacement(
                "drop-wait",
                "a wait looks once and goes on, whatever it sees",
                (original, i) ->
                        switch (original.at(i)) {
                            case Await a -> becomes(i, new Load(a.into(), a.from(), a.order()));
                            case AwaitIpi a -> leftOut(i);
                            default -> Optional.empty();
                        });
    }

    private static MutationOperator dropStore() {
        return new Replacement(
                "drop-store",
                "a store is left out",
                (original, i) -> original.at(i) instanceof Store ? leftOut(i) : Optional.empty());
    }

    private static MutationOperator dropIpi() {
        return new Replacement(
                "drop-ipi",
                "an inter-processor interrupt is not sent",
                (original, i) -> original.at(i) instanceof SendIpi ? leftOut(i) : Optional.empty());
    }
}

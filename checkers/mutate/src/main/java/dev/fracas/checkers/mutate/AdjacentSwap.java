package dev.fracas.checkers.mutate;

import dev.fracas.model.program.Address;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Assign;
import dev.fracas.model.program.Instruction.Await;
import dev.fracas.model.program.Instruction.CompareAndSwap;
import dev.fracas.model.program.Instruction.FetchAndOp;
import dev.fracas.model.program.Instruction.GhostLoad;
import dev.fracas.model.program.Instruction.GhostStore;
import dev.fracas.model.program.Instruction.Load;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Instruction.Swap;
import dev.fracas.model.program.Value.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two accesses, one right behind the other, change places: accesses of different words, neither of
 * which computes from what the other one reads. What follows an access in its step goes with it;
 * where a core stands, as views see it, stays as it was.
 */
record AdjacentSwap() implements MutationOperator {
    @Override
    public String id() {
        return "swap-accesses";
    }

    @Override
    public String sentence() {
        return "two independent accesses, one behind the other, change places";
    }

    @Override
    public List<Mutation> mutations(OriginalProgram original) {
        List<Mutation> mutations = new ArrayList<>();
        for (int first = 0; first < original.size(); first++) {
            Optional<Mutation> mutation = mutation(original, first);
            mutation.ifPresent(mutations::add);
        }
        return mutations;
    }

    private Optional<Mutation> mutation(OriginalProgram original, int first) {
        Optional<Address> one = access(original, first);
        int second = behind(original, first);
        Optional<Address> other =
                second < original.size() ? access(original, second) : Optional.empty();
        if (one.isEmpty()
                || other.isEmpty()
                || original.isTarget(second)
                || mayOverlap(one.get(), other.get())) {
            return Optional.empty();
        }
        int end = behind(original, second);
        List<Line> front = Line.of(original.program(), first, second);
        List<Line> back = Line.of(original.program(), second, end);
        if (!Registers.of(front).areIndependentOf(Registers.of(back))) {
            return Optional.empty();
        }
        List<Line> swapped = new ArrayList<>();
        swapped.add(back.getFirst().standingAt(front.getFirst().site()));
        swapped.addAll(back.subList(1, back.size()));
        swapped.add(front.getFirst().standingAt(back.getFirst().site()));
        swapped.addAll(front.subList(1, front.size()));
        return Optional.of(new Mutation(original.place(first), id(), first, end, swapped));
    }

    /** Behind what belongs to the step of an access, up to the first jump or target of one. */
    private static int behind(OriginalProgram original, int access) {
        int next = access + 1;
        while (next < original.size()
                && !original.isTarget(next)
                && (original.at(next) instanceof Assign
                        || original.at(next) instanceof GhostLoad
                        || original.at(next) instanceof GhostStore)) {
            next++;
        }
        return next;
    }

    private static Optional<Address> access(OriginalProgram original, int index) {
        return original.isOpen(index) ? address(original.at(index)) : Optional.empty();
    }

    private static Optional<Address> address(Instruction instruction) {
        return switch (instruction) {
            case Load l -> Optional.of(l.from());
            case Store s -> Optional.of(s.to());
            case FetchAndOp f -> Optional.of(f.word());
            case Swap s -> Optional.of(s.word());
            case CompareAndSwap c -> Optional.of(c.word());
            case Await a -> Optional.of(a.from());
            default -> Optional.empty();
        };
    }

    private static boolean mayOverlap(Address one, Address other) {
        if (!one.array().name().equals(other.array().name())) {
            return false;
        }
        return !(one.index() instanceof Constant a
                && other.index() instanceof Constant b
                && a.value() != b.value());
    }
}

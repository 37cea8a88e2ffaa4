package dev.fracas.checkers.mutate;

import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Assign;
import dev.fracas.model.program.Instruction.Await;
import dev.fracas.model.program.Instruction.CompareAndSwap;
import dev.fracas.model.program.Instruction.FetchAndOp;
import dev.fracas.model.program.Instruction.GhostLoad;
import dev.fracas.model.program.Instruction.Load;
import dev.fracas.model.program.Instruction.Swap;
import dev.fracas.model.program.Operands;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Constant;
import dev.fracas.model.program.Value.Current;
import dev.fracas.model.program.Value.Operation;
import dev.fracas.model.program.Value.Register;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The registers that some instructions read and write. */
record Registers(Set<Register> read, Set<Register> written) {
    static Registers of(List<Line> lines) {
        Set<Register> read = new HashSet<>();
        Set<Register> written = new HashSet<>();
        for (Line line : lines) {
            Operands.of(line.instruction()).forEach(value -> read.addAll(of(value)));
            written.addAll(writtenBy(line.instruction()));
        }
        return new Registers(read, written);
    }

    /** Whether the instructions of both do the same in either order, as far as registers go. */
    boolean areIndependentOf(Registers other) {
        return disjoint(written, other.read)
                && disjoint(read, other.written)
                && disjoint(written, other.written);
    }

    private static boolean disjoint(Set<Register> some, Set<Register> others) {
        return some.stream().noneMatch(others::contains);
    }

    static Set<Register> of(Value value) {
        return switch (value) {
            case Constant c -> Set.of();
            case Current c -> Set.of();
            case Register r -> Set.of(r);
            case Operation o -> {
                Set<Register> both = new HashSet<>(of(o.left()));
                both.addAll(of(o.right()));
                yield both;
            }
        };
    }

    private static Set<Register> writtenBy(Instruction instruction) {
        return switch (instruction) {
            case Load l -> Set.of(l.into());
            case FetchAndOp f -> Set.of(f.old());
            case Swap s -> Set.of(s.old());
            case CompareAndSwap c -> Set.of(c.old());
            case Await a -> Set.of(a.into());
            case Instruction.AwaitIpi a -> Set.of(a.taken());
            case Assign a -> Set.of(a.into());
            case GhostLoad g -> Set.of(g.into());
            case Instruction.LoadExclusive l -> Set.of(l.into());
            case Instruction.StoreExclusive s -> Set.of(s.status());
            case Instruction.Choose c -> Set.of(c.into());
            default -> Set.of();
        };
    }
}

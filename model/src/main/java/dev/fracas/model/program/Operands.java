package dev.fracas.model.program;

import dev.fracas.model.program.Instruction.Assign;
import dev.fracas.model.program.Instruction.Await;
import dev.fracas.model.program.Instruction.AwaitIpi;
import dev.fracas.model.program.Instruction.Branch;
import dev.fracas.model.program.Instruction.Choose;
import dev.fracas.model.program.Instruction.CompareAndSwap;
import dev.fracas.model.program.Instruction.End;
import dev.fracas.model.program.Instruction.Fence;
import dev.fracas.model.program.Instruction.FetchAndOp;
import dev.fracas.model.program.Instruction.GhostLoad;
import dev.fracas.model.program.Instruction.GhostStore;
import dev.fracas.model.program.Instruction.Jump;
import dev.fracas.model.program.Instruction.Load;
import dev.fracas.model.program.Instruction.LoadExclusive;
import dev.fracas.model.program.Instruction.Pause;
import dev.fracas.model.program.Instruction.SendIpi;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.Instruction.StoreExclusive;
import dev.fracas.model.program.Instruction.Swap;
import java.util.List;

/** What an instruction computes from: the index of its address first, then its other values. */
public final class Operands {
    private Operands() {}

    /** The instruction's values, none where it computes nothing. */
    public static List<Value> of(Instruction instruction) {
        return switch (instruction) {
            case Load l -> List.of(l.from().index());
            case Store s -> List.of(s.to().index(), s.value());
            case FetchAndOp f -> List.of(f.word().index(), f.operand());
            case Swap s -> List.of(s.word().index(), s.value());
            case CompareAndSwap c -> List.of(c.word().index(), c.expected(), c.desired());
            case LoadExclusive l -> List.of(l.from().index());
            case StoreExclusive s -> List.of(s.to().index(), s.value());
            case Await a -> List.of(a.from().index(), a.test().mask(), a.test().operand());
            case SendIpi s -> List.of(s.target());
            case Assign a -> List.of(a.value());
            case Branch b -> List.of(b.condition().value());
            case GhostLoad g -> List.of(g.from().index());
            case GhostStore g -> List.of(g.to().index(), g.value());
            case Choose c -> List.of();
            case Fence f -> List.of();
            case AwaitIpi a -> List.of();
            case Pause p -> List.of();
            case End e -> List.of();
            case Jump j -> List.of();
        };
    }
}

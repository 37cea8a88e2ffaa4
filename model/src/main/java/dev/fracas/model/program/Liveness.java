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
import dev.fracas.model.program.Value.Constant;
import dev.fracas.model.program.Value.Current;
import dev.fracas.model.program.Value.Operation;
import dev.fracas.model.program.Value.Register;
import java.util.BitSet;
import java.util.List;

/**
 * Which registers are live before each instruction: the textbook backward data-flow analysis. A
 * dead register is not part of the state.
 */
public final class Liveness {
    private final BitSet[] liveBefore;

    /** The exclusive monitor counts as one more register: a load-exclusive sets it. */
    private final int monitor;

    public Liveness(Program program) {
        List<Instruction> code = program.code();
        monitor = program.registers().size();
        liveBefore = new BitSet[code.size()];
        for (int i = 0; i < liveBefore.length; i++) {
            liveBefore[i] = new BitSet();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = code.size() - 1; i >= 0; i--) {
                Instruction instruction = code.get(i);
                BitSet live = new BitSet();
                if (!(instruction instanceof End) && !(instruction instanceof Jump)) {
                    live.or(liveBefore[i + 1]);
                }
                int target = target(instruction);
                if (target >= 0) {
                    live.or(liveBefore[target]);
                }
                int defined = defined(instruction);
                if (defined >= 0) {
                    live.clear(defined);
                }
                switch (instruction) {
                    case LoadExclusive l -> live.clear(monitor);
                    case StoreExclusive s -> live.set(monitor);
                    default -> {}
                }
                Operands.of(instruction).forEach(value -> addUses(value, live));
                if (!live.equals(liveBefore[i])) {
                    liveBefore[i] = live;
                    changed = true;
                }
            }
        }
    }

    /** Indices of the registers that are live before instruction {@code at}. */
    public BitSet before(int at) {
        BitSet live = (BitSet) liveBefore[at].clone();
        live.clear(monitor);
        return live;
    }

    /** Whether a store-exclusive may still ask for the monitor that stands before {@code at}. */
    public boolean monitorBefore(int at) {
        return liveBefore[at].get(monitor);
    }

    private static int target(Instruction instruction) {
        return switch (instruction) {
            case Jump j -> j.target();
            case Branch b -> b.target();
            default -> -1;
        };
    }

    /** The index of the register that the instruction writes, or -1. */
    private static int defined(Instruction instruction) {
        return switch (instruction) {
            case Load l -> l.into().index();
            case FetchAndOp f -> f.old().index();
            case Swap s -> s.old().index();
            case CompareAndSwap c -> c.old().index();
            case LoadExclusive l -> l.into().index();
            case StoreExclusive s -> s.status().index();
            case Await a -> a.into().index();
            case Choose c -> c.into().index();
            case Assign a -> a.into().index();
            case GhostLoad g -> g.into().index();
            case Store s -> -1;
            case Fence f -> -1;
            case SendIpi s -> -1;
            case AwaitIpi a -> a.taken().index();
            case Pause p -> -1;
            case End e -> -1;
            case Branch b -> -1;
            case Jump j -> -1;
            case GhostStore g -> -1;
        };
    }

    private static void addUses(Value value, BitSet live) {
        switch (value) {
            case Constant c -> {}
            case Current c -> {}
            case Register r -> live.set(r.index());
            case Operation o -> {
                addUses(o.left(), live);
                addUses(o.right(), live);
            }
        }
    }
}

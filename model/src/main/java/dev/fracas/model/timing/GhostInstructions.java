package dev.fracas.model.timing;

import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Assign;
import dev.fracas.model.program.Instruction.Branch;
import dev.fracas.model.program.Instruction.GhostLoad;
import dev.fracas.model.program.Instruction.GhostStore;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Constant;
import dev.fracas.model.program.Value.Current;
import dev.fracas.model.program.Value.Operation;
import dev.fracas.model.program.Value.Register;
import java.util.BitSet;
import java.util.List;

/**
 * The instructions of a program that no processor would execute: loads and stores of ghosts, what
 * is computed from a ghost, and a branch around nothing but such instructions.
 */
public final class GhostInstructions {
    private GhostInstructions() {}

    /** The indices of the program's ghost instructions. */
    public static BitSet of(Program program) {
        List<Instruction> code = program.code();
        BitSet ghosts = new BitSet(code.size());
        BitSet registers = new BitSet(program.registers().size());
        for (int i = 0; i < code.size(); i++) {
            switch (code.get(i)) {
                case GhostStore s -> ghosts.set(i);
                case GhostLoad g -> {
                    ghosts.set(i);
                    registers.set(g.into().index());
                }
                case Assign a when reads(a.value(), registers) -> {
                    ghosts.set(i);
                    registers.set(a.into().index());
                }
                default -> {}
            }
        }
        for (int i = code.size() - 1; i >= 0; i--) {
            if (code.get(i) instanceof Branch b
                    && b.target() > i + 1
                    && ghosts.nextClearBit(i + 1) >= b.target()) {
                ghosts.set(i);
            }
        }
        return ghosts;
    }

    private static boolean reads(Value value, BitSet registers) {
        return switch (value) {
            case Register r -> registers.get(r.index());
            case Constant c -> false;
            case Current c -> true;
            case Operation o -> reads(o.left(), registers) || reads(o.right(), registers);
        };
    }
}

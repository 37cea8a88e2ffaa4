package dev.fracas.model.machine.view;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.FetchAndOp;
import dev.fracas.model.program.Operator;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Word;
import java.util.List;

/**
 * What a lock validator knows of the locks of a machine: who is about to release one that is not
 * held, and whether one is held at the end. It goes by the instructions and by the words of the
 * locks, and not by any note in a program. A word is 0 while its lock is free; whoever holds the
 * lock has set a bit in it or added to it, and takes that away again to release it.
 */
final class LockBalance {
    private final StateReader reader;
    private final Words[] words;

    /** For each place of each program the lock that it releases, or -1. */
    private final int[][] released;

    /** The bits of which one at least is set while that lock is held. */
    private final long[][] held;

    LockBalance(StateReader reader, List<Word> locks) {
        this.reader = reader;
        words = locks.stream().map(reader::word).toArray(Words[]::new);
        Machine machine = reader.machine();
        released = new int[machine.cores()][];
        held = new long[machine.cores()][];
        for (int core = 0; core < machine.cores(); core++) {
            int count = machine.pcCount(core);
            released[core] = new int[count];
            held[core] = new long[count];
            for (int pc = 0; pc < count; pc++) {
                released[core][pc] = -1;
                int at = machine.instructionAt(core, pc);
                if (at >= 0) {
                    read(machine.program(core).code().get(at), locks, core, pc);
                }
            }
        }
    }

    private void read(Instruction instruction, List<Word> locks, int core, int pc) {
        if (instruction instanceof FetchAndOp op
                && op.operand() instanceof Value.Constant(long operand)) {
            int lock = locks.stream().map(Word::address).toList().indexOf(op.word());
            if (lock < 0) {
                return;
            }
            if (op.operator() == Operator.AND) {
                released[core][pc] = lock;
                held[core][pc] = ~operand;
            } else if (op.operator() == Operator.ADD && operand < 0) {
                released[core][pc] = lock;
                held[core][pc] = operand;
            }
        }
    }

    /**
     * Cores, a bit for each, whose next step releases a lock that is not held. A locked operation
     * waits until the core's own stores are in memory.
     */
    int releasingUnheld() {
        int cores = 0;
        for (int core = 0; core < released.length; core++) {
            int pc = reader.pcOf(core);
            int lock = released[core][pc];
            if (lock >= 0
                    && (words[lock].whole(0) & held[core][pc]) == 0
                    && reader.isDrained(core)) {
                cores |= 1 << core;
            }
        }
        return cores;
    }

    /** Every program has ended or is idle, and some lock is held. */
    boolean isHeldAtEnd() {
        for (int core = 0; core < released.length; core++) {
            if (!reader.isAtRest(core)) {
                return false;
            }
        }
        for (Words word : words) {
            if (word.isSet()) {
                return true;
            }
        }
        return false;
    }
}

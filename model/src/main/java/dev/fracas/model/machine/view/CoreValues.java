package dev.fracas.model.machine.view;

import dev.fracas.model.machine.Machine;

/** A number for each core, which goes by the place of its program, where the reader stands. */
public final class CoreValues {
    private final StateReader reader;
    private final int[][] at;

    CoreValues(StateReader reader, StateReader.OfPlace<Integer> value) {
        this.reader = reader;
        Machine machine = reader.machine();
        at = new int[machine.cores()][];
        for (int core = 0; core < at.length; core++) {
            at[core] = new int[machine.pcCount(core)];
            for (int pc = 0; pc < at[core].length; pc++) {
                at[core][pc] = value.of(core, machine.instructionAt(core, pc));
            }
        }
    }

    public int of(int core) {
        return at[core][reader.pcOf(core)];
    }
}

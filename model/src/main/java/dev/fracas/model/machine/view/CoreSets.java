package dev.fracas.model.machine.view;

import dev.fracas.model.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets of cores that go by where each core stands. Several sets lie side by side in a {@code long},
 * a bit for each core in each, so that one look at each core's pc tells all of them.
 */
final class CoreSets {
    private final StateReader reader;
    private final int cores;
    private final List<Group> groups = new ArrayList<>();
    private int lanes;

    CoreSets(StateReader reader) {
        this.reader = reader;
        this.cores = reader.machine().cores();
    }

    CoreSet where(StateReader.OfPlace<Boolean> belongs) {
        int perGroup = Long.SIZE / cores;
        if (lanes % perGroup == 0) {
            groups.add(new Group(reader));
        }
        int shift = lanes % perGroup * cores;
        lanes++;
        groups.getLast().add(shift, belongs);
        return new CoreSet(groups.getLast(), shift, (1 << cores) - 1);
    }

    /** As many sets as go into a {@code long}. */
    static final class Group {
        private final StateReader reader;

        /** For each core and each of its pcs, the bits of the sets that the core is in there. */
        private final long[][] at;

        private long in;
        private long readAfter = -1;

        Group(StateReader reader) {
            this.reader = reader;
            Machine machine = reader.machine();
            at = new long[machine.cores()][];
            for (int core = 0; core < at.length; core++) {
                at[core] = new long[machine.pcCount(core)];
            }
        }

        private void add(int shift, StateReader.OfPlace<Boolean> belongs) {
            for (int core = 0; core < at.length; core++) {
                for (int pc = 0; pc < at[core].length; pc++) {
                    if (belongs.of(core, reader.machine().instructionAt(core, pc))) {
                        at[core][pc] |= 1L << (shift + core);
                    }
                }
            }
        }

        long now() {
            if (readAfter != reader.moves()) {
                readAfter = reader.moves();
                in = 0;
                for (int core = 0; core < at.length; core++) {
                    in |= at[core][reader.pcOf(core)];
                }
            }
            return in;
        }
    }
}

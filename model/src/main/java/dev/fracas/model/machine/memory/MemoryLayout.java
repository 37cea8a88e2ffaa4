package dev.fracas.model.machine.memory;

import dev.fracas.model.state.Field;
import dev.fracas.model.state.StateLayout;
import java.util.List;
import java.util.Optional;

/** What a memory system keeps of each core in a state of one machine. Immutable. */
public interface MemoryLayout {
    /** Fields that are declared, and get their places when the whole state is known. */
    interface Declared {
        MemoryLayout in(StateLayout layout, Locations locations);
    }

    /** What executes loads and stores, for the use of one thread. */
    MemoryUnit newUnit(Monitors monitors);

    /** Whether every earlier store of this core is in memory. */
    boolean isDrained(long[] s, int at, int core);

    /** The core's accesses that are not in memory, the oldest first, as {@code name=value}. */
    List<String> buffered(long[] s, int at, int core);

    /**
     * For generated code: whether a store of the core is in memory as soon as it is executed. If
     * not, the code asks the {@link MemoryUnit}.
     */
    boolean storesAtOnce(int core);

    /**
     * For generated code: the field that is 0 as long as the core has nothing under way, and then
     * loads what memory holds. Nothing where that is always so.
     */
    Optional<Field> waiting(int core);
}

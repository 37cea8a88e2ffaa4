package dev.fracas.model.machine;

import dev.fracas.model.Successors;

/**
 * How loads and stores of the cores meet memory, on packed states. One per generator: it keeps what
 * the last access wrote. Part of the hot loop.
 */
abstract sealed class MemoryUnit permits SequentialMemory, StoreBufferMemory {
    final Locations locations;
    final Monitors monitors;

    /** The location that the last write changed in memory, or -1 when it only reached a buffer. */
    int written = -1;

    MemoryUnit(Locations locations, Monitors monitors) {
        this.locations = locations;
        this.monitors = monitors;
    }

    /** Whether a store of this core can execute now. */
    abstract boolean canStore(long[] s, int at, int core);

    /** Whether every earlier store of this core is in memory. */
    abstract boolean drained(long[] s, int at, int core);

    abstract long load(long[] s, int at, int core, int location);

    /** Executes a store, in place; only when {@link #canStore}. */
    abstract void store(long[] s, int at, int core, int location, long value);

    /** Appends the state after each step that the hardware can take by itself. */
    abstract void flushes(long[] s, int at, Successors out);

    /** Appends the state after a flush of this core's oldest entry; nothing if there is none. */
    abstract void flush(long[] s, int at, int core, Successors out);

    /** Writes memory itself and takes the line away from every exclusive monitor. */
    final void write(long[] s, int at, int location, long value) {
        locations.write(s, at, location, value);
        written = location;
        if (monitors.lostByWrites()) {
            monitors.written(s, at, location);
        }
    }
}

package dev.fracas.model.machine.memory;

import dev.fracas.model.Successors;

/**
 * How loads and stores of the cores meet memory, on packed states. One per generator: it keeps what
 * the last access wrote. Part of the hot loop.
 */
public abstract class MemoryUnit {
    final Locations locations;
    final Monitors monitors;

    /** The location that the last write changed in memory, or -1 when it only reached a buffer. */
    int written = -1;

    MemoryUnit(Locations locations, Monitors monitors) {
        this.locations = locations;
        this.monitors = monitors;
    }

    /** Whether a store of this core can execute now. */
    public abstract boolean canStore(long[] s, int at, int core);

    /** Whether every earlier store of this core is in memory. */
    public abstract boolean isDrained(long[] s, int at, int core);

    public abstract long load(long[] s, int at, int core, int location);

    /** Executes a store, in place; only when {@link #canStore}. */
    public abstract void store(long[] s, int at, int core, int location, long value);

    /** Appends the state after each step that the hardware can take by itself, core 0 first. */
    public abstract void steps(long[] s, int at, Successors out);

    /** Appends the state after each step that the hardware can take by itself for this core. */
    public abstract void stepsOf(long[] s, int at, int core, Successors out);

    /** Writes memory itself and takes the line away from every exclusive monitor. */
    public final void write(long[] s, int at, int location, long value) {
        locations.write(s, at, location, value);
        written = location;
        if (monitors.lostByWrites()) {
            monitors.written(s, at, location);
        }
    }

    /** The location in memory that changed since {@link #forgetWritten}, or -1. */
    public final int written() {
        return written;
    }

    public final void forgetWritten() {
        written = -1;
    }
}

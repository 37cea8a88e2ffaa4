package dev.fracas.model.machine;

import dev.fracas.model.Successors;

/** Sequential consistency: every access takes effect in memory at once. */
final class SequentialMemory extends MemoryUnit {
    SequentialMemory(Locations locations, Monitors monitors) {
        super(locations, monitors);
    }

    @Override
    boolean canStore(long[] s, int at, int core) {
        return true;
    }

    @Override
    boolean drained(long[] s, int at, int core) {
        return true;
    }

    @Override
    long load(long[] s, int at, int core, int location) {
        return locations.read(s, at, location);
    }

    @Override
    void store(long[] s, int at, int core, int location, long value) {
        write(s, at, location, value);
    }

    @Override
    void flushes(long[] s, int at, Successors out) {}

    @Override
    void flush(long[] s, int at, int core, Successors out) {}
}

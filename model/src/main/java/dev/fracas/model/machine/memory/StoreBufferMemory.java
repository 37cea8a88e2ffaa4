package dev.fracas.model.machine.memory;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;

/**
 * Total store order: a core's stores wait in its FIFO buffer, where its own loads see them, and
 * reach memory one by one, each as a step of the hardware. A load of a whole word takes the bits
 * that the core has buffered from the buffer and the others from memory, which is what the
 * mixed-size x86 model of herd7 allows too.
 */
final class StoreBufferMemory extends MemoryUnit {
    private final StoreBuffers buffers;
    private final int cores;

    StoreBufferMemory(Locations locations, Monitors monitors, StoreBuffers buffers, int cores) {
        super(locations, monitors);
        this.buffers = buffers;
        this.cores = cores;
    }

    @Override
    public boolean canStore(long[] s, int at, int core) {
        return buffers.length(s, at, core) < buffers.depth;
    }

    @Override
    public boolean isDrained(long[] s, int at, int core) {
        return buffers.length(s, at, core) == 0;
    }

    @Override
    public long load(long[] s, int at, int core, int location) {
        int n = buffers.length(s, at, core);
        if (n == 0) {
            return locations.read(s, at, location);
        }
        if (locations.mixed) {
            return loadMixed(s, at, core, location, n);
        }
        for (int i = n - 1; i >= 0; i--) {
            if (buffers.location(s, at, core, i) == location) {
                return buffers.value(s, at, core, i);
            }
        }
        return locations.read(s, at, location);
    }

    private long loadMixed(long[] s, int at, int core, int location, int n) {
        long value = locations.read(s, at, location) << locations.cellShift[location];
        for (int i = 0; i < n; i++) {
            int entry = buffers.location(s, at, core, i);
            if (locations.cell[entry] == locations.cell[location]) {
                long bits = locations.mask[entry] << locations.cellShift[entry];
                long stored = buffers.value(s, at, core, i) << locations.cellShift[entry];
                value = (value & ~bits) | stored;
            }
        }
        return (value >>> locations.cellShift[location]) & locations.mask[location];
    }

    @Override
    public void store(long[] s, int at, int core, int location, long value) {
        written = -1;
        buffers.append(s, at, core, location, value & locations.mask[location]);
    }

    @Override
    public void steps(long[] s, int at, Successors out) {
        for (int core = 0; core < cores; core++) {
            stepsOf(s, at, core, out);
        }
    }

    @Override
    public void stepsOf(long[] s, int at, int core, Successors out) {
        if (buffers.length(s, at, core) == 0) {
            return;
        }
        int to = out.draft(s, at);
        int location = buffers.location(s, at, core, 0);
        long value = buffers.value(s, at, core, 0);
        buffers.dropOldest(out.states(), to, core);
        write(out.states(), to, location, value);
        out.commit(Step.code(core, Step.Kind.MEMORY, 0), location);
    }
}

package dev.fracas.model.machine.memory;

import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.Store;
import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.WordArray;
import dev.fracas.model.state.Field;
import dev.fracas.model.state.StateLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where the FIFO store buffers lie in a state: per core a length and {@code depth} entries of a
 * location and a value, the oldest first, unused entries 0. A location is stored as its place among
 * those that the core stores to, which takes fewer bits.
 */
final class StoreBuffers implements MemoryLayout {
    final int depth;

    private final Locations locations;

    /** For each core, the locations that it stores to. */
    final int[][] storable;

    final Field[] length;
    final Field[][] location;
    final Field[][] value;

    private StoreBuffers(
            int depth,
            Locations locations,
            int[][] storable,
            Field[] length,
            Field[][] location,
            Field[][] value) {
        this.depth = depth;
        this.locations = locations;
        this.storable = storable;
        this.length = length;
        this.location = location;
        this.value = value;
    }

    /** A buffer for each core that has a store which may wait in it. */
    static MemoryLayout.Declared declare(int depth, Declaration of) {
        int[][] storable = new int[of.cores()][0];
        int[] bits = new int[of.cores()];
        for (Program program : of.programs()) {
            TreeSet<Integer> stored = new TreeSet<>();
            int core = program.core();
            for (Instruction instruction : program.code()) {
                if (instruction instanceof Store store && store.order() != MemoryOrder.SEQ_CST) {
                    bits[core] = Math.max(bits[core], store.to().bits());
                    int base = of.places().base(store.to());
                    if (store.to().index() instanceof Value.Constant c) {
                        stored.add(base + (int) c.value());
                    } else {
                        for (int i = 0; i < store.to().array().length(); i++) {
                            stored.add(base + i);
                        }
                    }
                }
            }
            storable[core] = stored.stream().mapToInt(Integer::intValue).toArray();
        }
        return new Fields(depth, storable, bits, of.layout());
    }

    /** Declares the fields, and places them when the layout is known. */
    private static final class Fields implements MemoryLayout.Declared {
        private final int depth;
        private final int[][] storable;
        private final int[] firstField;

        /**
         * @param storable for each core, the locations that it stores to, ascending
         * @param bits for each core, the width of the widest of them
         */
        Fields(int depth, int[][] storable, int[] bits, StateLayout.Builder layout) {
            this.depth = depth;
            this.storable = storable;
            this.firstField = new int[storable.length];
            Arrays.fill(firstField, -1);
            for (int core = 0; core < storable.length; core++) {
                if (storable[core].length == 0) {
                    continue;
                }
                String name = "store buffer " + core;
                layout.group();
                firstField[core] = layout.field(name + " length", WordArray.bitsFor(depth));
                int locationBits = WordArray.bitsFor(storable[core].length - 1);
                for (int i = 0; i < depth; i++) {
                    layout.field(name + " location " + i, locationBits);
                    layout.field(name + " value " + i, bits[core]);
                }
            }
        }

        @Override
        public MemoryLayout in(StateLayout layout, Locations locations) {
            int cores = storable.length;
            Field[] length = new Field[cores];
            Field[][] location = new Field[cores][depth];
            Field[][] value = new Field[cores][depth];
            for (int core = 0; core < cores; core++) {
                if (firstField[core] < 0) {
                    continue;
                }
                int field = firstField[core];
                length[core] = layout.fields().get(field++);
                for (int i = 0; i < depth; i++) {
                    location[core][i] = layout.fields().get(field++);
                    value[core][i] = layout.fields().get(field++);
                }
            }
            return new StoreBuffers(depth, locations, storable, length, location, value);
        }
    }

    @Override
    public MemoryUnit newUnit(Monitors monitors) {
        return new StoreBufferMemory(locations, monitors, this, storable.length);
    }

    @Override
    public boolean isDrained(long[] s, int at, int core) {
        return length(s, at, core) == 0;
    }

    @Override
    public List<String> buffered(long[] s, int at, int core) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < length(s, at, core); i++) {
            String name = locations.name(location(s, at, core, i));
            entries.add(name + "=" + Long.toUnsignedString(value(s, at, core, i)));
        }
        return entries;
    }

    @Override
    public boolean storesAtOnce(int core) {
        return false;
    }

    @Override
    public Optional<Field> waiting(int core) {
        return hasBuffer(core) ? Optional.of(length[core]) : Optional.empty();
    }

    boolean hasBuffer(int core) {
        return storable[core].length > 0;
    }

    int length(long[] s, int at, int core) {
        return hasBuffer(core) ? (int) length[core].get(s, at) : 0;
    }

    int location(long[] s, int at, int core, int entry) {
        return storable[core][(int) location[core][entry].get(s, at)];
    }

    long value(long[] s, int at, int core, int entry) {
        return value[core][entry].get(s, at);
    }

    void append(long[] s, int at, int core, int location, long stored) {
        int n = (int) length[core].get(s, at);
        this.location[core][n].set(s, at, Arrays.binarySearch(storable[core], location));
        this.value[core][n].set(s, at, stored);
        length[core].set(s, at, n + 1);
    }

    void dropOldest(long[] s, int at, int core) {
        int n = (int) length[core].get(s, at);
        for (int i = 1; i < n; i++) {
            location[core][i - 1].set(s, at, location[core][i].get(s, at));
            value[core][i - 1].set(s, at, value[core][i].get(s, at));
        }
        location[core][n - 1].set(s, at, 0);
        value[core][n - 1].set(s, at, 0);
        length[core].set(s, at, n - 1);
    }
}

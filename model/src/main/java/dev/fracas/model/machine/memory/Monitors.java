package dev.fracas.model.machine.memory;

import dev.fracas.model.program.Instruction;
import dev.fracas.model.program.Instruction.LoadExclusive;
import dev.fracas.model.program.Instruction.StoreExclusive;
import dev.fracas.model.program.Program;
import dev.fracas.model.program.WordArray;
import dev.fracas.model.state.Field;
import dev.fracas.model.state.StateLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The exclusive monitor of each core that uses one: whether it is set, on which location, and, for
 * the emulated reading, the value that the load-exclusive returned. An unset monitor is all 0.
 */
public final class Monitors {
    private final Reading reading;
    private final Locations locations;
    private final Field[] set;
    private final Field[] location;
    private final Field[] value;
    private final int[] owners;

    /**
     * What a store-exclusive asks for.
     *
     * @param byValue that the value is still the same; otherwise that nobody has written the line
     * @param mayFailSpuriously whether it may fail for no reason
     */
    public record Reading(boolean byValue, boolean mayFailSpuriously) {}

    private Monitors(
            Reading reading,
            Locations locations,
            Field[] set,
            Field[] location,
            Field[] value,
            int[] owners) {
        this.reading = reading;
        this.locations = locations;
        this.set = set;
        this.location = location;
        this.value = value;
        this.owners = owners;
    }

    /** Declares a monitor for each core whose program uses one. */
    public static Builder declare(Reading reading, Declaration of) {
        List<Integer> owners = new ArrayList<>();
        int bits = 1;
        int highest = 0;
        for (Program program : of.programs()) {
            for (Instruction instruction : program.code()) {
                boolean exclusive =
                        instruction instanceof LoadExclusive
                                || instruction instanceof StoreExclusive;
                if (exclusive && !owners.contains(program.core())) {
                    owners.add(program.core());
                }
                if (instruction instanceof LoadExclusive load) {
                    bits = Math.max(bits, load.from().bits());
                    int last = of.places().base(load.from()) + load.from().array().length() - 1;
                    highest = Math.max(highest, last);
                }
            }
        }
        int[] using = owners.stream().mapToInt(Integer::intValue).toArray();
        return new Builder(reading, of.cores(), using, highest, bits, of.layout());
    }

    /** Declares the fields, and places them when the layout is known. */
    public static final class Builder {
        private final Reading reading;
        private final int[] firstField;
        private final int[] owners;

        /**
         * @param cores how many cores there are
         * @param owners the cores that use exclusives
         * @param locations an upper bound of the location numbers
         * @param bits the width of the widest word that is loaded exclusively
         */
        private Builder(
                Reading reading,
                int cores,
                int[] owners,
                int locations,
                int bits,
                StateLayout.Builder layout) {
            this.reading = reading;
            this.owners = owners;
            this.firstField = new int[cores];
            for (int core : owners) {
                layout.group();
                firstField[core] = layout.field("monitor " + core, 1);
                layout.field("monitor location " + core, WordArray.bitsFor(locations));
                if (reading.byValue()) {
                    layout.field("monitor value " + core, bits);
                }
            }
        }

        public Monitors build(StateLayout layout, Locations locations) {
            int cores = firstField.length;
            Field[] set = new Field[cores];
            Field[] location = new Field[cores];
            Field[] value = new Field[cores];
            for (int core : owners) {
                set[core] = layout.fields().get(firstField[core]);
                location[core] = layout.fields().get(firstField[core] + 1);
                if (reading.byValue()) {
                    value[core] = layout.fields().get(firstField[core] + 2);
                }
            }
            return new Monitors(reading, locations, set, location, value, owners);
        }
    }

    /** Whether a write to memory can take a monitor away. */
    public boolean lostByWrites() {
        return owners.length > 0 && !reading.byValue();
    }

    public boolean mayFailSpuriously() {
        return reading.mayFailSpuriously();
    }

    public void set(long[] s, int at, int core, int where, long loaded) {
        set[core].set(s, at, 1);
        location[core].set(s, at, where);
        if (reading.byValue()) {
            value[core].set(s, at, loaded);
        }
    }

    public void clear(long[] s, int at, int core) {
        set[core].set(s, at, 0);
        location[core].set(s, at, 0);
        if (reading.byValue()) {
            value[core].set(s, at, 0);
        }
    }

    /** Whether a store-exclusive to that location would store. */
    public boolean stands(long[] s, int at, int core, int where) {
        if (set[core].get(s, at) == 0 || location[core].get(s, at) != where) {
            return false;
        }
        return !reading.byValue() || locations.read(s, at, where) == value[core].get(s, at);
    }

    /** Takes the line of a write away from every core, the writing one too. */
    void written(long[] s, int at, int where) {
        for (int core : owners) {
            if (set[core].get(s, at) != 0
                    && locations.line[(int) location[core].get(s, at)] == locations.line[where]) {
                clear(s, at, core);
            }
        }
    }

    /** {@code -} or the location and value that the core's monitor holds. */
    public String describe(long[] s, int at, int core) {
        if (core >= set.length || set[core] == null || set[core].get(s, at) == 0) {
            return "-";
        }
        return locations.name((int) location[core].get(s, at));
    }
}

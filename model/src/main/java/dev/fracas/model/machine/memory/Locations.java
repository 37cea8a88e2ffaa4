package dev.fracas.model.machine.memory;

import dev.fracas.model.program.Address;
import dev.fracas.model.program.WordArray;
import dev.fracas.model.state.Field;
import dev.fracas.model.state.StateLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every place in memory that some program names, numbered: a <em>location</em> is one field of one
 * element of one array, or the whole element, and the elements of an array follow each other, so
 * that a computed address is a base plus an index. A field shares bits with its whole element, and
 * may do so with other fields.
 */
public final class Locations {
    private record Place(WordArray array, int shift, int bits, String field, int base) {}

    private final List<WordArray> arrays;
    private final List<Place> places;
    private final List<String> lineNames;

    final int[] word;
    final int[] shift;
    final long[] mask;
    final int[] bits;
    final int[] cell;
    final int[] cellShift;
    final int[] line;
    final boolean mixed;

    private Locations(
            List<WordArray> arrays,
            Map<String, Integer> firstCell,
            List<Place> places,
            List<Field> cells) {
        this.arrays = List.copyOf(arrays);
        this.places = List.copyOf(places);
        int count = places.stream().mapToInt(p -> p.array.length()).sum();
        word = new int[count];
        shift = new int[count];
        mask = new long[count];
        bits = new int[count];
        cell = new int[count];
        cellShift = new int[count];
        line = new int[count];
        List<String> lines = new ArrayList<>();
        boolean fields = false;
        for (Place place : places) {
            fields |= !place.array.ghost() && place.bits != place.array.bits();
            for (int i = 0; i < place.array.length(); i++) {
                int id = place.base + i;
                cell[id] = firstCell.getOrDefault(place.array.name(), 0) + i;
                Field field = cells.get(cell[id]);
                word[id] = field.word();
                shift[id] = field.shift() + place.shift;
                bits[id] = place.bits;
                mask[id] = WordArray.mask(place.bits);
                cellShift[id] = place.shift;
                String lineName = place.array.line() + "[" + i + "]";
                if (!lines.contains(lineName)) {
                    lines.add(lineName);
                }
                line[id] = lines.indexOf(lineName);
            }
        }
        this.lineNames = List.copyOf(lines);
        this.mixed = fields;
    }

    /** Gathers the places that programs name, and declares a field of the state for each word. */
    public static final class Builder {
        private final Map<String, WordArray> arrays = new LinkedHashMap<>();
        private final Map<String, Integer> firstCell = new LinkedHashMap<>();
        private final Map<String, Integer> firstField = new LinkedHashMap<>();
        private final List<Place> places = new ArrayList<>();
        private int cells;
        private int locations;

        /** The location of element 0 of the address's array and field. */
        public int base(Address address) {
            WordArray array = address.array();
            WordArray known = arrays.putIfAbsent(array.name(), array);
            if (known != null && !known.equals(array)) {
                throw new IllegalArgumentException(
                        "two different words are called '" + array.name() + "'");
            }
            if (known == null) {
                firstCell.put(array.name(), cells);
                cells += array.length();
                add(new Address(array, address.index(), 0, array.bits(), ""));
            }
            for (Place place : places) {
                if (place.array.equals(array)
                        && place.shift == address.shift()
                        && place.bits == address.bits()) {
                    return place.base;
                }
            }
            return add(address);
        }

        private int add(Address address) {
            int base = locations;
            places.add(
                    new Place(
                            address.array(),
                            address.shift(),
                            address.bits(),
                            address.field(),
                            base));
            locations += address.array().length();
            return base;
        }

        public void declare(StateLayout.Builder layout) {
            for (WordArray array : arrays.values()) {
                for (int i = 0; i < array.length(); i++) {
                    layout.group();
                    int id = layout.field(elementName(array, i), array.bits());
                    if (i == 0) {
                        firstField.put(array.name(), id);
                    }
                }
            }
        }

        public Locations build(StateLayout layout) {
            List<Field> fields = new ArrayList<>();
            for (WordArray array : arrays.values()) {
                for (int i = 0; i < array.length(); i++) {
                    fields.add(layout.fields().get(firstField.getOrDefault(array.name(), 0) + i));
                }
            }
            return new Locations(List.copyOf(arrays.values()), firstCell, places, fields);
        }
    }

    /** Number of locations. */
    public int count() {
        return word.length;
    }

    /** Every array of words, ghosts too, in the order in which the programs name them. */
    public List<WordArray> arrays() {
        return arrays;
    }

    /** The value of a location in memory, past every store buffer. */
    public long read(long[] states, int at, int location) {
        return (states[at + word[location]] >>> shift[location]) & mask[location];
    }

    /** Writes a location in memory, past every store buffer. */
    public void write(long[] states, int at, int location, long value) {
        long placed = mask[location] << shift[location];
        int w = at + word[location];
        states[w] = (states[w] & ~placed) | ((value & mask[location]) << shift[location]);
    }

    /** The location of one whole element of an array, or -1 when no program names the array. */
    public int whole(WordArray array, int index) {
        for (Place place : places) {
            if (place.array.equals(array) && place.bits == array.bits()) {
                return place.base + index;
            }
        }
        return -1;
    }

    /** Whether a write of one location changes the other. */
    public boolean overlap(int a, int b) {
        return cell[a] == cell[b]
                && cellShift[a] < cellShift[b] + bits[b]
                && cellShift[b] < cellShift[a] + bits[a];
    }

    /** {@code next[1]}, {@code lock.tail}: the location's name. */
    public String name(int location) {
        Place place = place(location);
        String element = elementName(place.array, location - place.base);
        return place.field.isEmpty() ? element : element + "." + place.field;
    }

    /** The array that the location lies in. */
    public WordArray array(int location) {
        return place(location).array;
    }

    /** The index of the location's element in its array. */
    public int index(int location) {
        return location - place(location).base;
    }

    /** Where the location lies in a state. */
    public Field field(int location) {
        return new Field(name(location), word[location], shift[location], bits[location]);
    }

    /** A mask of as many bits as the location has. */
    public long mask(int location) {
        return mask[location];
    }

    /** The cache line that the location lies in, numbered from 0. */
    public int line(int location) {
        return line[location];
    }

    public int lines() {
        return lineNames.size();
    }

    private Place place(int location) {
        for (Place place : places) {
            if (location >= place.base && location < place.base + place.array.length()) {
                return place;
            }
        }
        throw new IllegalArgumentException("no location " + location);
    }

    static String elementName(WordArray array, int index) {
        return array.length() == 1 ? array.name() : array.name() + "[" + index + "]";
    }
}

package dev.fracas.model.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How a state is packed into a short run of {@code long}s: fields of declared widths, none across a
 * word, the unused bits 0. Fields of one group stand side by side where a word has room for them
 * all.
 */
public final class StateLayout {
    private final List<Field> fields;
    private final int words;
    private final int usedBits;

    private StateLayout(List<Field> fields, int words) {
        this.fields = List.copyOf(fields);
        this.words = Math.max(1, words);
        this.usedBits = fields.stream().mapToInt(Field::bits).sum();
    }

    /** The fields, in the order in which they were declared. */
    public List<Field> fields() {
        return fields;
    }

    /** Length of a state in {@code long}s, at least 1. */
    public int words() {
        return words;
    }

    /** Bits that carry information. */
    public int usedBits() {
        return usedBits;
    }

    /** Collects fields; {@link #build} places them. */
    public static final class Builder {
        private record Wanted(int id, String name, int bits) {}

        private final List<List<Wanted>> groups = new ArrayList<>();
        private int count;

        /** Starts a group: the fields declared next are placed together if they fit into a word. */
        public Builder group() {
            groups.add(new ArrayList<>());
            return this;
        }

        /**
         * Declares a field of 1 to 64 bits.
         *
         * @return its index in {@link StateLayout#fields}
         */
        public int field(String name, int bits) {
            if (bits < 1 || bits > 64) {
                throw new IllegalArgumentException(name + ": 1 to 64 bits, got " + bits);
            }
            if (groups.isEmpty()) {
                group();
            }
            groups.getLast().add(new Wanted(count, name, bits));
            return count++;
        }

        /**
         * Places the widest groups first, each into the first word with room (first fit
         * decreasing).
         */
        public StateLayout build() {
            List<List<Wanted>> units = new ArrayList<>();
            for (List<Wanted> group : groups) {
                if (bits(group) <= 64) {
                    units.add(group);
                } else {
                    group.forEach(field -> units.add(List.of(field)));
                }
            }
            units.removeIf(List::isEmpty);
            units.sort(Comparator.comparingInt(Builder::bits).reversed());
            Field[] placed = new Field[count];
            List<Integer> used = new ArrayList<>();
            for (List<Wanted> unit : units) {
                int word = firstWithRoom(used, bits(unit));
                for (Wanted field : unit) {
                    placed[field.id] = new Field(field.name, word, used.get(word), field.bits);
                    used.set(word, used.get(word) + field.bits);
                }
            }
            return new StateLayout(List.of(placed), used.size());
        }

        private static int firstWithRoom(List<Integer> used, int bits) {
            for (int word = 0; word < used.size(); word++) {
                if (used.get(word) + bits <= 64) {
                    return word;
                }
            }
            used.add(0);
            return used.size() - 1;
        }

        private static int bits(List<Wanted> group) {
            return group.stream().mapToInt(Wanted::bits).sum();
        }
    }
}

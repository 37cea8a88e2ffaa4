package dev.fracas.counterexamples;

import dev.fracas.model.machine.Machine;
import dev.fracas.model.program.WordArray;
import dev.fracas.model.state.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every word of a machine's memory, whether its programs name it whole or by its fields only. */
public final class MemoryWords {
    /**
     * One word.
     *
     * @param array the array that it is an element of
     * @param name its name in reports: {@code owner}, {@code next[1]}
     */
    public record MemoryWord(WordArray array, String name, Field field) {
        /** Its value in memory, past every store buffer; unsigned. */
        public long in(long[] state) {
            return field.get(state, 0);
        }
    }

    private final List<MemoryWord> words;

    public MemoryWords(Machine machine) {
        Map<String, Field> byName = new LinkedHashMap<>();
        machine.layout().fields().forEach(field -> byName.putIfAbsent(field.name(), field));
        List<MemoryWord> found = new ArrayList<>();
        for (WordArray array : machine.locations().arrays()) {
            for (int i = 0; i < array.length(); i++) {
                String name = array.length() == 1 ? array.name() : array.name() + "[" + i + "]";
                Field field = byName.get(name);
                if (field == null) {
                    throw new IllegalStateException("the state has no field for word " + name);
                }
                found.add(new MemoryWord(array, name, field));
            }
        }
        words = List.copyOf(found);
    }

    /** All words, ghosts too, in the order in which the programs name them. */
    public List<MemoryWord> all() {
        return words;
    }

    /** The words that cores can see. */
    public List<MemoryWord> real() {
        return words.stream().filter(word -> !word.array().ghost()).toList();
    }
}

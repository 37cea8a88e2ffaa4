package dev.fracas.counterexamples.itf;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** Enumeration constants as the words of the file: {@code architectural-spurious}. */
final class FileWords {
    private FileWords() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constants by their words, in their order. */
    static <E extends Enum<E>> SequencedMap<String, E> constants(Class<E> type) {
        SequencedMap<String, E> constants = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            constants.put(of(constant), constant);
        }
        return constants;
    }

    /** {@code architectural, architectural-spurious or emulated}. */
    static String or(Collection<String> alternatives) {
        List<String> words = List.copyOf(alternatives);
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }
}

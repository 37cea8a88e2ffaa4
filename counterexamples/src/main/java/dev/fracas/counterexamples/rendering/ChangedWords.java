package dev.fracas.counterexamples.rendering;

import dev.fracas.counterexamples.Execution;
import dev.fracas.counterexamples.MemoryWords;
import dev.fracas.counterexamples.MemoryWords.MemoryWord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The words of memory that change in a trace, as columns of a table: one for each where they are
 * few, else one for all of them, which says what each step changed.
 */
final class ChangedWords {
    private static final int MOST_CHARACTERS = 40;

    private final Execution execution;
    private final List<MemoryWord> words;
    private final boolean each;

    ChangedWords(Execution execution) {
        this.execution = execution;
        this.words =
                new MemoryWords(execution.machine()).real().stream().filter(this::changes).toList();
        this.each = words.stream().mapToInt(this::width).sum() <= MOST_CHARACTERS;
    }

    List<Table.Column> columns() {
        if (each) {
            return words.stream().map(word -> new Table.Column(word.name(), true)).toList();
        }
        return List.of(new Table.Column("memory", false));
    }

    /** The cells after that many steps. */
    List<String> cells(int after) {
        if (each) {
            return words.stream().map(word -> value(word, after)).toList();
        }
        List<String> changed = new ArrayList<>();
        for (MemoryWord word : words) {
            if (after > 0 && !value(word, after).equals(value(word, after - 1))) {
                changed.add(word.name() + "=" + value(word, after));
            }
        }
        return List.of(String.join(" ", changed));
    }

    /** Every word that the cores can see, after that many steps. */
    String all(int after) {
        return new MemoryWords(execution.machine())
                .real().stream()
                        .map(word -> word.name() + "=" + value(word, after))
                        .collect(Collectors.joining(" "));
    }

    private boolean changes(MemoryWord word) {
        for (int i = 1; i <= execution.length(); i++) {
            if (word.in(execution.state(i)) != word.in(execution.state(0))) {
                return true;
            }
        }
        return false;
    }

    private int width(MemoryWord word) {
        int width = word.name().length();
        for (int i = 0; i <= execution.length(); i++) {
            width = Math.max(width, value(word, i).length());
        }
        return width + 2;
    }

    private String value(MemoryWord word, int after) {
        return Long.toUnsignedString(word.in(execution.state(after)));
    }
}

package dev.fracas.counterexamples.rendering;

import dev.fracas.counterexamples.Execution;
import dev.fracas.counterexamples.MemoryWords;
import dev.fracas.counterexamples.MemoryWords.MemoryWord;
import dev.fracas.model.TraceWords.Cell;
import dev.fracas.model.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The words of memory that change in a trace, as columns of a table: one for each where they are
 * few, else one for all of them, which says what each step changed. Of a system that is no machine,
 * the parts of its state in its own words.
 */
final class ChangedWords {
    private static final int MOST_CHARACTERS = 40;

    /** The same for what may be words rather than numbers. */
    private static final int MOST_CHARACTERS_OF_CELLS = 80;

    /** The values of a word after each number of steps. */
    private record Word(String name, List<String> values) {
        boolean changes() {
            return values.stream().anyMatch(value -> !value.equals(values.getFirst()));
        }

        int width() {
            int longest = values.stream().mapToInt(String::length).max().orElse(0);
            return Math.max(name.length(), longest) + 2;
        }
    }

    private final boolean areNumbers;
    private final List<Word> all;
    private final List<Word> changed;
    private final boolean each;

    ChangedWords(Execution execution) {
        areNumbers = execution.machine().isPresent();
        all = execution.machine().map(m -> words(execution, m)).orElseGet(() -> cells(execution));
        changed = all.stream().filter(Word::changes).toList();
        each =
                changed.stream().mapToInt(Word::width).sum()
                        <= (areNumbers ? MOST_CHARACTERS : MOST_CHARACTERS_OF_CELLS);
    }

    private static List<Word> words(Execution execution, Machine machine) {
        List<Word> words = new ArrayList<>();
        for (MemoryWord word : new MemoryWords(machine).real()) {
            List<String> values =
                    IntStream.rangeClosed(0, execution.length())
                            .mapToObj(i -> Long.toUnsignedString(word.in(execution.state(i))))
                            .toList();
            words.add(new Word(word.name(), values));
        }
        return words;
    }

    private static List<Word> cells(Execution execution) {
        List<List<Cell>> states =
                IntStream.rangeClosed(0, execution.length())
                        .mapToObj(i -> execution.system().traceWords().state(execution.state(i)))
                        .toList();
        List<Word> words = new ArrayList<>();
        for (int cell = 0; cell < states.getFirst().size(); cell++) {
            int at = cell;
            words.add(
                    new Word(
                            states.getFirst().get(at).name(),
                            states.stream().map(state -> state.get(at).value()).toList()));
        }
        return words;
    }

    List<Table.Column> columns() {
        if (each) {
            return changed.stream().map(word -> new Table.Column(word.name(), areNumbers)).toList();
        }
        return List.of(new Table.Column(areNumbers ? "memory" : "state", false));
    }

    /** The cells after that many steps. */
    List<String> cells(int after) {
        if (each) {
            return changed.stream().map(word -> word.values().get(after)).toList();
        }
        List<String> told = new ArrayList<>();
        for (Word word : changed) {
            String value = word.values().get(after);
            if (after > 0 && !value.equals(word.values().get(after - 1))) {
                told.add(word.name() + "=" + value);
            }
        }
        return List.of(String.join(" ", told));
    }

    /** Every word that the cores can see, after that many steps. */
    String all(int after) {
        return all.stream()
                .map(word -> word.name() + "=" + word.values().get(after))
                .collect(Collectors.joining(" "));
    }
}

package dev.fracas.counterexamples.rendering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of text. Columns are as wide as their widest cell; where that is too wide for the page,
 * the widest of the columns that may wrap are narrowed, and their cells go on over several lines.
 */
final class Table {
    private static final String GAP = "  ";
    private static final int LONGEST_KEPT_WORD = 24;

    /**
     * A column.
     *
     * @param isNumber set to the right, and never wrapped
     */
    record Column(String header, boolean isNumber) {}

    private sealed interface Row {}

    private record Cells(List<String> cells) implements Row {}

    private record Remark(String text) implements Row {}

    private final int width;
    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param width the most characters of a line, as far as numbers and words allow
     */
    Table(int width, List<Column> columns) {
        this.width = width;
        this.columns = List.copyOf(columns);
        row(columns.stream().map(Column::header).toList());
    }

    void row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a row has %d cells, got %d".formatted(columns.size(), cells.size()));
        }
        rows.add(new Cells(List.copyOf(cells)));
    }

    /** A line of text between the rows. */
    void remark(String text) {
        rows.add(new Remark(text));
    }

    /** The table, each line ended by a newline, no line by spaces. */
    String text() {
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            switch (row) {
                case Cells cells -> append(text, cells.cells(), widths);
                case Remark remark ->
                        wrap(remark.text(), width - 2)
                                .forEach(line -> text.append(GAP).append(line).append('\n'));
            }
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (Row row : rows) {
            if (row instanceof Cells cells) {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], cells.cells().get(i).length());
                }
            }
        }
        int[] narrowest = narrowest();
        int excess = Arrays.stream(widths).map(w -> w + GAP.length()).sum() - width;
        while (excess > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (!columns.get(i).isNumber()
                        && widths[i] > narrowest[i]
                        && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return widths;
            }
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    /** For each column, the width below which a word would be broken that need not be. */
    private int[] narrowest() {
        int[] narrowest = new int[columns.size()];
        for (Row row : rows) {
            if (row instanceof Cells cells) {
                for (int i = 0; i < narrowest.length; i++) {
                    for (String word : cells.cells().get(i).split(" ", -1)) {
                        int needed = GAP.length() + Math.min(word.length(), LONGEST_KEPT_WORD);
                        narrowest[i] = Math.max(narrowest[i], needed);
                    }
                }
            }
        }
        return narrowest;
    }

    private void append(StringBuilder text, List<String> cells, int[] widths) {
        List<List<String>> wrapped = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            wrapped.add(wrap(cells.get(i), widths[i]));
        }
        int lines = wrapped.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < lines; line++) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
                String blanks = " ".repeat(Math.max(0, widths[i] - cell.length()));
                out.append(GAP);
                out.append(columns.get(i).isNumber() ? blanks + cell : cell + blanks);
            }
            text.append(out.toString().stripTrailing()).append('\n');
        }
    }

    /** Breaks text into lines at spaces, the second and later ones indented; at least one line. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            boolean atSpace = !rest.substring(0, Math.max(space, 0)).isBlank();
            int cut = atSpace ? space : width;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = GAP + rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}

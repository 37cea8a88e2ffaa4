package dev.fracas.checkers.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text whose widths are known before its rows, so that a row can be printed at once. A
 * last column of words goes on over several lines, under its header.
 */
public final class Columns {
    private static final String GAP = "  ";

    private record Column(String header, int width, boolean isNumber) {}

    private final List<Column> columns;

    private Columns(List<Column> columns) {
        this.columns = columns;
    }

    /** A table without columns. */
    public static Columns none() {
        return new Columns(List.of());
    }

    /** One more column, set to the left, as wide as its header or wider. */
    public Columns words(String header, int width) {
        return with(new Column(header, Math.max(width, header.length()), false));
    }

    /** One more column, set to the left, as wide as its header and the widest of those cells. */
    public Columns words(String header, List<String> cells) {
        return words(header, cells.stream().mapToInt(String::length).max().orElse(0));
    }

    /** One more column, set to the right, as wide as its header or wider. */
    public Columns number(String header, int width) {
        return with(new Column(header, Math.max(width, header.length()), true));
    }

    private Columns with(Column column) {
        List<Column> more = new ArrayList<>(columns);
        more.add(column);
        return new Columns(List.copyOf(more));
    }

    /** The line of headers, without a newline. */
    public String header() {
        return row(columns.stream().map(Column::header).toList());
    }

    /** One row, without a newline at its end and without spaces at the end of its lines. */
    public String row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a row has %d cells, got %d".formatted(columns.size(), cells.size()));
        }
        StringBuilder line = new StringBuilder();
        int last = columns.size() - 1;
        for (int i = 0; i < last; i++) {
            line.append(padded(columns.get(i), cells.get(i))).append(GAP);
        }
        if (columns.get(last).isNumber()) {
            return line.append(padded(columns.get(last), cells.get(last))).toString();
        }
        return Paragraph.labelled(line.toString(), cells.get(last)).stripTrailing();
    }

    private static String padded(Column column, String cell) {
        String blanks = " ".repeat(Math.max(0, column.width() - cell.length()));
        return column.isNumber() ? blanks + cell : cell + blanks;
    }
}

package dev.fracas.checkers.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table whose columns line up, so that it reads as well in a terminal. */
final class TextTable {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row with as many cells as the header has. */
    void add(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + header);
        }
        rows.add(List.of(cells));
    }

    /** The table, each line ended; the first column to the left, the others to the right. */
    String render() {
        List<Integer> widths = IntStream.range(0, header.size()).mapToObj(this::widthOf).toList();
        StringBuilder text = new StringBuilder(line(header, widths)).append(rule(widths));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private int widthOf(int column) {
        int widest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.max(3, Math.max(widest, header.get(column).length()));
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> pad(cells.get(column), widths.get(column), column == 0))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String rule(List<Integer> widths) {
        return IntStream.range(0, widths.size())
                .mapToObj(column -> "-".repeat(widths.get(column) + 1) + (column == 0 ? "-" : ":"))
                .collect(Collectors.joining("|", "|", "|\n"));
    }

    private static String pad(String cell, int width, boolean left) {
        String space = " ".repeat(width - cell.length());
        return left ? cell + space : space + cell;
    }
}

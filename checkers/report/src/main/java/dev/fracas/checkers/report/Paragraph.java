package dev.fracas.checkers.report;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines of a terminal. */
final class Paragraph {
    static final int WIDTH = 120;

    private Paragraph() {}

    /**
     * Lines of at most {@link #WIDTH} characters: the first begins with the label, the others under
     * it.
     */
    static String labelled(String label, String text) {
        List<String> lines = wrap(text, WIDTH - label.length());
        String indent = " ".repeat(label.length());
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            out.append(i == 0 ? label : indent).append(lines.get(i)).append('\n');
        }
        return out.toString();
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}

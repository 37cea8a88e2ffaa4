package dev.fracas.checkers.peers;

import dev.fracas.checkers.peers.SpinOutcome.Cut;
import dev.fracas.checkers.peers.SpinOutcome.Finished;
import dev.fracas.checkers.peers.SpinOutcome.NotFinished;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text that SPIN 6's verifier prints, read. */
final class SpinOutput {
    private static final double BYTES_PER_MEGABYTE = 1024.0 * 1024.0;
    private static final String NUMBER = "([0-9.]+(?:e[+-]?[0-9]+)?)";

    private static final Pattern ERRORS = Pattern.compile("errors: " + NUMBER);
    private static final Pattern STORED = line(NUMBER + " states, stored");
    private static final Pattern TRANSITIONS =
            line(NUMBER + " transitions \\(= stored\\+matched\\)");
    private static final Pattern VECTOR = Pattern.compile("State-vector " + NUMBER + " byte");
    private static final Pattern DEPTH = Pattern.compile("depth reached " + NUMBER);
    private static final Pattern STATE_MEMORY = line(NUMBER + "\\s+actual memory usage for states");
    private static final Pattern HASH_TABLE = line(NUMBER + "\\s+memory used for hash table");
    private static final Pattern STACK = line(NUMBER + "\\s+memory used for DFS stack");
    private static final Pattern TOTAL = line(NUMBER + "\\s+total actual memory usage");
    private static final Pattern SECONDS = Pattern.compile("elapsed time " + NUMBER + " seconds");

    private final String text;

    private SpinOutput(String text) {
        this.text = text;
    }

    /** Tells how the run ended that printed this text. */
    static SpinOutcome read(String text) {
        return new SpinOutput(text).outcome();
    }

    private SpinOutcome outcome() {
        if (text.contains("max search depth too small")) {
            return new NotFinished(Cut.DEPTH);
        }
        if (text.contains("MEMLIM bound") || text.contains("out of memory")) {
            return new NotFinished(Cut.MEMORY);
        }
        OptionalDouble errors = find(ERRORS);
        if (errors.isPresent() && errors.getAsDouble() > 0) {
            return new NotFinished(Cut.ERROR);
        }
        if (errors.isEmpty() || text.contains("Search not completed") || !hasEveryFigure()) {
            return new NotFinished(Cut.UNREADABLE);
        }
        return new Finished(measurement());
    }

    private boolean hasEveryFigure() {
        for (Pattern figure :
                new Pattern[] {
                    STORED,
                    TRANSITIONS,
                    VECTOR,
                    DEPTH,
                    STATE_MEMORY,
                    HASH_TABLE,
                    STACK,
                    TOTAL,
                    SECONDS
                }) {
            if (find(figure).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private SpinMeasurement measurement() {
        return new SpinMeasurement(
                count(STORED),
                count(TRANSITIONS),
                find(SECONDS).orElseThrow(),
                (int) count(VECTOR),
                count(DEPTH),
                bytes(STATE_MEMORY),
                bytes(HASH_TABLE),
                bytes(STACK),
                bytes(TOTAL));
    }

    private long count(Pattern figure) {
        return (long) find(figure).orElseThrow();
    }

    private long bytes(Pattern megabytes) {
        return Math.round(find(megabytes).orElseThrow() * BYTES_PER_MEGABYTE);
    }

    private OptionalDouble find(Pattern figure) {
        Matcher matcher = figure.matcher(text);
        return matcher.find()
                ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
                : OptionalDouble.empty();
    }

    private static Pattern line(String figure) {
        return Pattern.compile("^\\s*" + figure, Pattern.MULTILINE);
    }
}

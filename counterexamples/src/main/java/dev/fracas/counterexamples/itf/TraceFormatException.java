package dev.fracas.counterexamples.itf;

/**
 * A trace file that cannot be read. The message is one line: the file, the place in it ({@code
 * line:column} or a path of JSON names) and what was expected there.
 */
public final class TraceFormatException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MOST_CHARACTERS = 600;

    TraceFormatException(String file, String place, String expectation) {
        super(
                oneLine(
                        place.isEmpty()
                                ? file + ": " + expectation
                                : file + ":" + place + ": " + expectation));
    }

    /** The text with everything that would break or garble a line replaced, and not too long. */
    private static String oneLine(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", "?");
        return clean.length() <= MOST_CHARACTERS
                ? clean
                : clean.substring(0, MOST_CHARACTERS) + "...";
    }
}

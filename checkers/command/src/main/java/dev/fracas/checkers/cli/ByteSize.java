package dev.fracas.checkers.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size of memory. */
record ByteSize(long bytes) {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([KMGT])(?:i?B)?");

    /**
     * A size as on the command line: a whole number and K, M, G or T, for 2 to the 10, 20, 30 or
     * 40.
     *
     * @throws IllegalArgumentException when it is not one
     */
    static ByteSize parse(String word) {
        Matcher matcher = SIZE.matcher(word);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "'%s' is not a size: expected for example 512M or 2G".formatted(word));
        }
        int shift = 10 * ("KMGT".indexOf(matcher.group(2)) + 1);
        long number = Long.parseLong(matcher.group(1));
        if (number > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException("'%s' is more than there is".formatted(word));
        }
        return new ByteSize(number << shift);
    }
}

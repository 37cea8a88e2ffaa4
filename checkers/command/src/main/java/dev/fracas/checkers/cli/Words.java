package dev.fracas.checkers.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line, and what they mean. */
final class Words {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private Words() {}

    /** A converter whose errors are the ones of the function, word for word. */
    static <T> ITypeConverter<T> converting(Function<String, T> function) {
        return word -> {
            try {
                return function.apply(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    /** A converter to the constants of an enum, written in lower case and with hyphens. */
    static <E extends Enum<E>> ITypeConverter<E> constant(Class<E> type) {
        return converting(word -> constant(type, word));
    }

    /**
     * The constant of that word.
     *
     * @throws IllegalArgumentException when there is none
     */
    static <E extends Enum<E>> E constant(Class<E> type, String word) {
        E[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> of(constant).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "unknown word '%s': expected %s"
                                        .formatted(word, alternatives(constants))));
    }

    private static String alternatives(Enum<?>[] constants) {
        List<String> words = Arrays.stream(constants).map(Words::of).toList();
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    /** The word for a constant. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A time: {@code 500ms}, {@code 30s}, {@code 5m} or {@code 1h}; more than nothing.
     *
     * @throws IllegalArgumentException when it is not one
     */
    static Duration duration(String word) {
        Matcher matcher = DURATION.matcher(word);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "'%s' is not a time: expected for example 500ms, 30s, 5m or 1h"
                            .formatted(word));
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /**
     * A whole number of at most 32 bits.
     *
     * @throws IllegalArgumentException when it is not one
     */
    static int wholeNumber(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw notBetween(word, Integer.MIN_VALUE, Integer.MAX_VALUE, e);
        }
    }

    /**
     * A whole number of at most 64 bits.
     *
     * @throws IllegalArgumentException when it is not one
     */
    static long longWholeNumber(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw notBetween(word, Long.MIN_VALUE, Long.MAX_VALUE, e);
        }
    }

    private static IllegalArgumentException notBetween(
            String word, long least, long most, NumberFormatException cause) {
        return new IllegalArgumentException(
                "'%s' is not a whole number from %d to %d".formatted(word, least, most), cause);
    }
}

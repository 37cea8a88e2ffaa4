package dev.fracas.checkers.report;

import java.util.Locale;

/** Numbers as a person reads them. */
public final class Figures {
    private static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;

    private Figures() {}

    /** {@code 0.04 s}, {@code 12.3 s}, {@code 5 min 12 s}. */
    public static String time(double seconds) {
        if (seconds < 9.995) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        if (seconds < 119.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return "%d min %d s".formatted(whole / 60, whole % 60);
    }

    /** {@code 97.9 %}, and {@code -} for what is not a number. */
    public static String percent(double value) {
        return Double.isNaN(value) ? "-" : tenths(value) + " %";
    }

    /** {@code 1 state}, {@code 2 states}. */
    public static String count(long number, String noun) {
        return number + " " + (number == 1 ? noun : plural(noun));
    }

    /** {@code 312 MiB}, {@code 9.3 GiB}. */
    public static String memory(long bytes) {
        if (bytes < 10 * GIBIBYTE) {
            return Math.max(1, Math.round((double) bytes / MEBIBYTE)) + " MiB";
        }
        return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIBIBYTE);
    }

    /** One place behind the point. */
    public static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /**
     * {@code 950}, {@code 12.3 k}, {@code 1.23 M}: a rate or a size that changes while one looks.
     */
    public static String brief(double number) {
        if (number < 1e4) {
            return String.format(Locale.ROOT, "%.0f", number);
        }
        return number < 1e6
                ? String.format(Locale.ROOT, "%.1f k", number / 1e3)
                : String.format(Locale.ROOT, "%.2f M", number / 1e6);
    }

    private static String plural(String noun) {
        return noun.endsWith("s") ? noun + "es" : noun + "s";
    }
}

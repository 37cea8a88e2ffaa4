package dev.fracas.checkers.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * How a workload ended, as its user sees it.
 *
 * @param accesses what each access came to, in the order of {@link Accesses}; {@link #NOT_MADE}
 *     where a standstill came first
 * @param contents what each page holds in the end; {@link #GONE} where it is unmapped
 */
record Outcome(List<Integer> accesses, List<Integer> contents) {
    /** A write that was done; a read that was done is what it read, 0 to 2. */
    static final int WRITTEN = 8;

    /** A {@code SIGSEGV} instead. */
    static final int SIGNAL = 9;

    /** The run stood still before. */
    static final int NOT_MADE = 15;

    /** An unmapped page. */
    static final int GONE = -1;

    /** Leaves of the two kernels that show different contents. */
    static final int TORN = -2;

    private static final int BITS = 4;
    private static final int MOST = Long.SIZE / BITS;

    Outcome {
        accesses = List.copyOf(accesses);
        contents = List.copyOf(contents);
    }

    /** So many accesses that were not made yet, packed. */
    static long none(int accesses) {
        if (accesses > MOST) {
            throw new IllegalArgumentException(accesses + " accesses do not fit in a word");
        }
        return LongStream.range(0, accesses).reduce(0, (all, i) -> with(all, (int) i, NOT_MADE));
    }

    /** With what an access came to. */
    static long with(long packed, int access, int result) {
        long cleared = packed & ~(15L << (access * BITS));
        return cleared | ((long) result << (access * BITS));
    }

    static Outcome of(long packed, int accesses, List<Integer> contents) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < accesses; i++) {
            all.add((int) ((packed >>> (i * BITS)) & 15));
        }
        return new Outcome(all, contents);
    }

    /** {@code 1 w !; memory 1 -}: read 1, written, signalled; page 0 holds 1, page 1 is gone. */
    @Override
    public String toString() {
        return accesses.stream().map(Outcome::word).collect(Collectors.joining(" "))
                + "; memory "
                + contents.stream()
                        .map(content ->
                                content == GONE ? "-" : content == TORN ? "torn" : "" + content)
                        .collect(Collectors.joining(" "));
    }

    private static String word(int result) {
        return switch (result) {
            case WRITTEN -> "w";
            case SIGNAL -> "!";
            case NOT_MADE -> "?";
            default -> Integer.toString(result);
        };
    }
}

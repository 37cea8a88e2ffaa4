package dev.fracas.checkers.hunt;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Within how many steps of a run a scheduler places what it places at random. Nobody knows
 * beforehand how long a run will be, so each run draws a power of two up to the longest; that costs
 * a factor of the logarithm of the longest run, where a fixed horizon that is ten times too long
 * costs a factor of ten for each point placed.
 *
 * @param fixed the same for every run, where the length of runs is known
 */
record Horizon(OptionalInt fixed) {
    private static final int LEAST_BITS = 3;

    static final Horizon DRAWN = new Horizon(OptionalInt.empty());

    /** Fills {@code points} with steps of a run, 0 and up, in ascending order. */
    void place(int[] points, int maxSteps, SplittableRandom random) {
        int within = fixed.orElseGet(() -> drawn(maxSteps, random));
        for (int i = 0; i < points.length; i++) {
            points[i] = random.nextInt(within);
        }
        Arrays.sort(points);
    }

    private static int drawn(int maxSteps, SplittableRandom random) {
        int bits = Math.max(LEAST_BITS, 31 - Integer.numberOfLeadingZeros(maxSteps));
        return 1 << random.nextInt(LEAST_BITS, bits + 1);
    }
}

package dev.fracas.checkers.check;

import dev.fracas.spec.hardware.HardwareModel;

/**
 * Cycles from the first step of acquire to the end of the first step of release, over sampled runs.
 *
 * @param cheapest cycles of the cheapest; 0 when no run came that far
 * @param dearest cycles of the dearest
 * @param intervals how many acquire-to-release intervals were costed
 * @param runs in how many runs
 */
public record AcquireEstimate(
        HardwareModel hardware, long cheapest, long dearest, int intervals, int runs) {}

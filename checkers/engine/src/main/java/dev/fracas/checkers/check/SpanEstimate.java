package dev.fracas.checkers.check;

import dev.fracas.model.timing.Span;
import dev.fracas.spec.hardware.HardwareModel;

/**
 * Cycles that a span took, over sampled runs.
 *
 * @param span from where to where
 * @param cheapest cycles of the cheapest; 0 when no run came that far
 * @param dearest cycles of the dearest
 * @param intervals how many such intervals were costed
 * @param runs in how many runs
 */
public record SpanEstimate(
        Span span, HardwareModel hardware, long cheapest, long dearest, int intervals, int runs) {}

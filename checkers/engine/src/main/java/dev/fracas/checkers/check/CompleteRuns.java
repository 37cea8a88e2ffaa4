package dev.fracas.checkers.check;

import dev.fracas.model.timing.Estimate;
import dev.fracas.spec.hardware.HardwareModel;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What sampled runs of a configuration cost from start to finish. A run that gets stuck, or goes on
 * past the sampler's bound, is counted and not costed.
 *
 * @param cycles of the critical path; like the next two over the runs that completed
 * @param messages messages sent
 * @param ipis inter-processor interrupts sent
 * @param completed how many runs completed
 * @param runs how many were sampled
 */
public record CompleteRuns(
        HardwareModel hardware, Span cycles, Span messages, Span ipis, int completed, int runs) {

    /** The least and the most of a figure; both 0 when no run completed. */
    public record Span(long least, long most) {
        static Span of(List<Estimate> estimates, ToLongFunction<Estimate> figure) {
            return new Span(
                    estimates.stream().mapToLong(figure).min().orElse(0),
                    estimates.stream().mapToLong(figure).max().orElse(0));
        }

        @Override
        public String toString() {
            return least == most ? Long.toString(least) : least + ".." + most;
        }
    }

    static CompleteRuns of(HardwareModel hardware, List<Estimate> completed, int runs) {
        return new CompleteRuns(
                hardware,
                Span.of(completed, Estimate::criticalPath),
                Span.of(completed, estimate -> estimate.sent().messages()),
                Span.of(completed, estimate -> estimate.sent().ipis()),
                completed.size(),
                runs);
    }
}

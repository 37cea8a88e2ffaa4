package dev.fracas.checkers.check;

import dev.fracas.model.timing.Sent;
import dev.fracas.spec.hardware.HardwareModel;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a stretch of a run costs on one hardware model, over sampled runs. A run that gets stuck, or
 * goes on past the sampler's bound, is costed as far as it went.
 *
 * @param span which stretch: the name of one of the mechanism's spans, or {@link #COMPLETE_RUN}
 * @param cycles from one end to the other, waiting included; of a complete run the critical path
 * @param messages messages sent by the core whose stretch it is; of a complete run by all
 * @param ipis inter-processor interrupts sent, likewise
 * @param intervals how many such stretches came about; the figures are over these
 * @param completed how many runs came to the end of every program
 * @param runs how many were sampled
 */
public record Cost(
        String span,
        HardwareModel hardware,
        Range cycles,
        Range messages,
        Range ipis,
        int intervals,
        int completed,
        int runs) {
    /** The span that every mechanism has: from the first step to the end of every program. */
    public static final String COMPLETE_RUN = "complete run";

    /** The least and the most of a figure; both 0 when there is none. */
    public record Range(long least, long most) {
        static Range of(List<Stretch> stretches, ToLongFunction<Stretch> figure) {
            return new Range(
                    stretches.stream().mapToLong(figure).min().orElse(0),
                    stretches.stream().mapToLong(figure).max().orElse(0));
        }

        @Override
        public String toString() {
            return least == most ? Long.toString(least) : least + ".." + most;
        }
    }

    /** One stretch. */
    record Stretch(long cycles, Sent sent) {}

    static Cost of(
            String span, HardwareModel hardware, List<Stretch> stretches, int completed, int runs) {
        return new Cost(
                span,
                hardware,
                Range.of(stretches, Stretch::cycles),
                Range.of(stretches, stretch -> stretch.sent().messages()),
                Range.of(stretches, stretch -> stretch.sent().ipis()),
                stretches.size(),
                completed,
                runs);
    }
}

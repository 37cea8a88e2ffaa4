package dev.fracas.model.timing;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.machine.Effect;
import dev.fracas.model.machine.Machine;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.util.Arrays;
import java.util.List;

/**
 * Costs runs of a machine on a hardware model: all at once with {@link #estimate}, or step by step
 * with {@link #begin}. Immutable and safe to share.
 */
public final class Estimator {
    private final Machine machine;
    private final LatencyModel latencies;

    public Estimator(Machine machine, HardwareModel hardware, LatencyTable table) {
        this.machine = machine;
        this.latencies = new LatencyModel(machine, hardware, table);
    }

    /**
     * The cost of the run that takes these steps from the machine's initial state, by replay.
     *
     * @throws IllegalArgumentException when a step is not possible where the run has come to; the
     *     message tells which
     */
    public Estimate estimate(List<Step> steps) {
        PricedRun run = begin();
        long[] state = initialState();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int number = i + 1;
            Effect effect =
                    machine.execute(state, step)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "step %d of the run, %s, is not possible there"
                                                    .formatted(number, step)));
            run.step(effect);
            state = effect.after();
        }
        return run.finish();
    }

    /** A run from the initial state, of which no step has been made. */
    public PricedRun begin() {
        return new PricedRun(machine, latencies);
    }

    private long[] initialState() {
        Successors initial = new Successors(machine.layout().words());
        machine.initialStates(initial);
        return Arrays.copyOf(initial.states(), machine.layout().words());
    }
}

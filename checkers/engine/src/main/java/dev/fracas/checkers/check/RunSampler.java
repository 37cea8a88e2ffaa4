package dev.fracas.checkers.check;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.timing.Estimator;
import dev.fracas.model.timing.Span;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Runs to be costed: every core alone, one after the other, and random schedules that switch cores
 * seldom, often and at every step. The seeds are fixed, so that the figures are the same every
 * time.
 */
final class RunSampler {
    private static final int RANDOM_RUNS = 60;
    private static final int MAX_STEPS = 5_000;

    /**
     * A run as far as it went.
     *
     * @param complete to the end of every program; otherwise it got stuck or was cut
     */
    private record Run(List<Step> steps, boolean complete) {}

    private final Machine machine;
    private final TransitionSystem.Generator generator;
    private final Successors out;
    private final List<Run> runs = new ArrayList<>();

    private RunSampler(Machine machine) {
        this.machine = machine;
        this.generator = machine.newGenerator();
        this.out = new Successors(machine.layout().words());
        for (int first = 0; first < machine.cores(); first++) {
            runs.add(run(new SplittableRandom(first), 0, first));
        }
        for (int i = 0; i < RANDOM_RUNS; i++) {
            double switching = new double[] {0.05, 0.3, 1}[i % 3];
            runs.add(run(new SplittableRandom(1000 + i), switching, i % machine.cores()));
        }
    }

    static RunSampler of(Machine machine) {
        return new RunSampler(machine);
    }

    /** The cheapest and dearest such span over the sampled runs, on each hardware model. */
    List<SpanEstimate> estimates(Span span, List<HardwareModel> hardware, LatencyTable latencies) {
        return hardware.stream()
                .map(model -> estimate(span, model, new Estimator(machine, model, latencies)))
                .toList();
    }

    private SpanEstimate estimate(Span span, HardwareModel model, Estimator estimator) {
        long cheapest = Long.MAX_VALUE;
        long dearest = 0;
        int intervals = 0;
        for (Run run : runs) {
            for (Span.Interval interval : span.in(estimator.estimate(run.steps()), machine)) {
                cheapest = Math.min(cheapest, interval.cycles());
                dearest = Math.max(dearest, interval.cycles());
                intervals++;
            }
        }
        return new SpanEstimate(
                span, model, intervals == 0 ? 0 : cheapest, dearest, intervals, runs.size());
    }

    /** What the sampled runs that complete cost, on each hardware model. */
    List<CompleteRuns> completeRuns(List<HardwareModel> hardware, LatencyTable latencies) {
        return hardware.stream()
                .map(model -> completeRuns(model, new Estimator(machine, model, latencies)))
                .toList();
    }

    private CompleteRuns completeRuns(HardwareModel model, Estimator estimator) {
        return CompleteRuns.of(
                model,
                runs.stream()
                        .filter(Run::complete)
                        .map(run -> estimator.estimate(run.steps()))
                        .toList(),
                runs.size());
    }

    /**
     * One run to its end, or to a state that no step leaves.
     *
     * @param switching probability of looking for another core before each step
     */
    private Run run(SplittableRandom random, double switching, int firstCore) {
        int words = machine.layout().words();
        out.clear();
        machine.initialStates(out);
        long[] state = Arrays.copyOf(out.states(), words);
        List<Step> steps = new ArrayList<>();
        int core = firstCore;
        while (steps.size() < MAX_STEPS) {
            out.clear();
            generator.successors(state, 0, out);
            List<Integer> moving = new ArrayList<>();
            List<Integer> staying = new ArrayList<>();
            for (int i = 0; i < out.count(); i++) {
                int at = out.at(i);
                if (!Arrays.equals(state, 0, words, out.states(), at, at + words)) {
                    moving.add(i);
                    if (Step.coreOf(out.step(i)) == core) {
                        staying.add(i);
                    }
                }
            }
            if (moving.isEmpty()) {
                return new Run(steps, generator.finished(state, 0));
            }
            boolean stay = !staying.isEmpty() && random.nextDouble() >= switching;
            List<Integer> from = stay ? staying : moving;
            int chosen = from.get(random.nextInt(from.size()));
            core = Step.coreOf(out.step(chosen));
            steps.add(Step.of(out.step(chosen)));
            state = Arrays.copyOfRange(out.states(), out.at(chosen), out.at(chosen) + words);
        }
        return new Run(steps, false);
    }
}

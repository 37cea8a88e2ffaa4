package dev.fracas.checkers.check;

import dev.fracas.model.Step;
import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.timing.Estimate;
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

    /**
     * What each of those spans costs over the sampled runs on each hardware model, and behind them
     * what the runs cost that complete.
     */
    List<Cost> costs(List<Span> spans, List<HardwareModel> hardware, LatencyTable latencies) {
        List<List<Estimate>> estimates =
                hardware.stream().map(model -> estimates(model, latencies)).toList();
        List<Cost> costs = new ArrayList<>();
        for (Span span : spans) {
            for (int i = 0; i < hardware.size(); i++) {
                costs.add(cost(span.name(), hardware.get(i), stretches(span, estimates.get(i))));
            }
        }
        for (int i = 0; i < hardware.size(); i++) {
            costs.add(cost(Cost.COMPLETE_RUN, hardware.get(i), completeRuns(estimates.get(i))));
        }
        return costs;
    }

    private List<Estimate> estimates(HardwareModel model, LatencyTable latencies) {
        Estimator estimator = new Estimator(machine, model, latencies);
        return runs.stream().map(run -> estimator.estimate(run.steps())).toList();
    }

    private Cost cost(String span, HardwareModel model, List<Cost.Stretch> stretches) {
        int completed = (int) runs.stream().filter(Run::complete).count();
        return Cost.of(span, model, stretches, completed, runs.size());
    }

    private List<Cost.Stretch> stretches(Span span, List<Estimate> estimates) {
        return estimates.stream()
                .flatMap(estimate -> span.in(estimate, machine).stream())
                .map(interval -> new Cost.Stretch(interval.cycles(), interval.sent()))
                .toList();
    }

    private List<Cost.Stretch> completeRuns(List<Estimate> estimates) {
        List<Cost.Stretch> complete = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).complete()) {
                Estimate estimate = estimates.get(i);
                complete.add(new Cost.Stretch(estimate.criticalPath(), estimate.sent()));
            }
        }
        return complete;
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

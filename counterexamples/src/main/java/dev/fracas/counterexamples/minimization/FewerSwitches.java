package dev.fracas.counterexamples.minimization;

import dev.fracas.counterexamples.Trace;
import dev.fracas.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings steps of one core together, as long as the trace stays as it is otherwise: same machine,
 * same number of steps, each possible.
 */
final class FewerSwitches {
    private final Trials trials;

    FewerSwitches(Trials trials) {
        this.trials = trials;
    }

    Trace of(Trace trace) {
        Trace best = trace;
        Optional<Trace> calmer = calmer(best);
        while (calmer.isPresent()) {
            best = calmer.get();
            calmer = calmer(best);
        }
        return best;
    }

    private Optional<Trace> calmer(Trace trace) {
        for (Trace candidate : candidates(trace)) {
            if (candidate.contextSwitches() < trace.contextSwitches()) {
                Optional<Trace> confirmed = trials.attemptExactly(candidate);
                if (confirmed.isPresent()) {
                    return confirmed;
                }
            }
        }
        return Optional.empty();
    }

    private static List<Trace> candidates(Trace trace) {
        List<Trace> candidates = new ArrayList<>();
        for (List<Step> stem : rearrangements(trace.stem())) {
            candidates.add(with(trace, stem, trace.cycle()));
        }
        for (List<Step> cycle : rearrangements(trace.cycle())) {
            candidates.add(with(trace, trace.stem(), cycle));
        }
        return candidates;
    }

    private static Trace with(Trace trace, List<Step> stem, List<Step> cycle) {
        List<Step> all = new ArrayList<>(stem);
        all.addAll(cycle);
        return new Trace(trace.machine(), trace.property(), all, trace.loop(), trace.note());
    }

    /** The steps with one core's run moved to where another run of that core ends or begins. */
    private static List<List<Step>> rearrangements(List<Step> steps) {
        List<List<Step>> runs = runs(steps);
        List<List<Step>> all = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            for (int j = i + 2; j < runs.size(); j++) {
                if (runs.get(i).getFirst().core() == runs.get(j).getFirst().core()) {
                    all.add(moved(runs, j, i + 1));
                    all.add(moved(runs, i, j - 1));
                }
            }
        }
        return all;
    }

    private static List<Step> moved(List<List<Step>> runs, int from, int to) {
        List<List<Step>> order = new ArrayList<>(runs);
        order.add(to, order.remove(from));
        return order.stream().flatMap(List::stream).toList();
    }

    private static List<List<Step>> runs(List<Step> steps) {
        List<List<Step>> runs = new ArrayList<>();
        for (Step step : steps) {
            if (runs.isEmpty() || runs.getLast().getFirst().core() != step.core()) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(step);
        }
        return runs;
    }
}

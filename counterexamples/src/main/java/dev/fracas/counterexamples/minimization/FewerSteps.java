package dev.fracas.counterexamples.minimization;

import dev.fracas.counterexamples.Trace;
import dev.fracas.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Shortens a trace by leaving out runs of steps, long ones first, as long as that succeeds. */
final class FewerSteps {
    private final Trials trials;

    FewerSteps(Trials trials) {
        this.trials = trials;
    }

    Trace of(Trace trace) {
        Trace best = trace;
        int run = Math.max(1, best.steps().size() / 2);
        while (!best.steps().isEmpty()) {
            Optional<Trace> shorter = withoutSomeRun(best, Math.min(run, best.steps().size()));
            if (shorter.isPresent()) {
                best = shorter.get();
            } else if (run == 1) {
                return best;
            } else {
                run /= 2;
            }
        }
        return best;
    }

    private Optional<Trace> withoutSomeRun(Trace trace, int run) {
        for (int from = trace.steps().size() - run; from >= 0; from--) {
            Optional<Trace> shorter =
                    trials.attempt(without(trace, from, from + run))
                            .filter(found -> found.steps().size() < trace.steps().size());
            if (shorter.isPresent()) {
                return shorter;
            }
        }
        return turned(trace).flatMap(trials::attempt);
    }

    private static Trace without(Trace trace, int from, int to) {
        List<Step> steps = new ArrayList<>(trace.steps());
        steps.subList(from, to).clear();
        int ofStem = Math.max(0, Math.min(to, trace.stemLength()) - from);
        OptionalInt loop =
                trace.isLasso() ? OptionalInt.of(trace.stemLength() - ofStem) : OptionalInt.empty();
        return new Trace(trace.machine(), trace.property(), steps, loop, trace.note());
    }

    /** A lasso whose stem ends as its cycle does can enter the cycle one step earlier. */
    private static Optional<Trace> turned(Trace trace) {
        if (!trace.isLasso()
                || trace.stem().isEmpty()
                || trace.cycle().isEmpty()
                || !trace.stem().getLast().equals(trace.cycle().getLast())) {
            return Optional.empty();
        }
        List<Step> stem = trace.stem().subList(0, trace.stemLength() - 1);
        List<Step> cycle = new ArrayList<>(trace.cycle());
        cycle.addFirst(cycle.removeLast());
        return Optional.of(
                Trace.lasso(trace.machine(), trace.property(), stem, cycle, trace.note()));
    }
}

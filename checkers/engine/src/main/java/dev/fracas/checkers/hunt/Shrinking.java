package dev.fracas.checkers.hunt;

import dev.fracas.checkers.check.ExhaustiveShortestTrace;
import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.minimization.Minimizer;

/**
 * Makes the examples of a hunt as small as it can: a smaller machine, then fewer steps, then fewer
 * context switches. The search for shortest traces that helps with it is bounded by states and not
 * by time, and uses one thread, so that the result does not depend on the load.
 *
 * @param catalogue knows the machines
 * @param maxStates distinct states of each search
 * @param stop leaves examples as they are once it is given
 */
public record Shrinking(Catalogue catalogue, long maxStates, StopSignal stop) {
    /** Searches of about half a second. */
    public static final long DEFAULT_STATES = 300_000;

    /** Longer runs are shortened by search only: to leave out step by step takes too long. */
    private static final int MOST_STEPS = 2_000;

    /** The report with smaller examples. */
    public HuntReport of(HuntReport report) {
        return report.withExamples(this::of);
    }

    /** The example as small as it gets, replayed. */
    Finding.Example of(Finding.Example example) {
        Trace trace = example.replay().trace();
        if (stop.isGiven() || trace.steps().size() > MOST_STEPS) {
            return example;
        }
        Explorer explorer =
                Explorer.unbounded()
                        .withWorkers(1)
                        .within(Bounds.none().withMaxStates(maxStates))
                        .stoppedBy(stop);
        ExhaustiveShortestTrace shortest = new ExhaustiveShortestTrace(explorer, catalogue);
        Trace small = new Minimizer(catalogue, shortest).minimize(trace).trace();
        Trace noted = small.withNote(trace.note() + "; " + small.note());
        Replay replay = Replay.of(noted, catalogue);
        if (!replay.isConfirmed()) {
            throw new IllegalStateException(
                    "a minimized trace does not replay: " + replay.headline());
        }
        return new Finding.Example(example.run(), example.steps(), replay);
    }
}

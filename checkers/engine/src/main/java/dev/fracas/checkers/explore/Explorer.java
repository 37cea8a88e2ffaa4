package dev.fracas.checkers.explore;

import dev.fracas.model.TransitionSystem;
import dev.fracas.spec.Property;
import java.util.List;

/**
 * Exhaustive breadth-first exploration of a {@link TransitionSystem}. A value: every {@code with}
 * gives a new one.
 *
 * @param bounds where to stop although more is to be seen
 * @param workers number of threads, at least 1
 * @param listener told how far the search is
 * @param stop ends the search early when it is given
 */
public record Explorer(Bounds bounds, int workers, Progress.Listener listener, StopSignal stop) {
    private static final long REPORT_EVERY_MILLIS = 200;

    public Explorer {
        if (workers < 1 || workers > 64) {
            throw new IllegalArgumentException("workers are 1 to 64, got " + workers);
        }
    }

    /** No bounds, one worker for each processor. */
    public static Explorer unbounded() {
        return new Explorer(
                Bounds.none(),
                Runtime.getRuntime().availableProcessors(),
                progress -> {},
                new StopSignal());
    }

    public Explorer within(Bounds other) {
        return new Explorer(other, workers, listener, stop);
    }

    public Explorer withWorkers(int count) {
        return new Explorer(bounds, count, listener, stop);
    }

    public Explorer telling(Progress.Listener other) {
        return new Explorer(bounds, workers, other, stop);
    }

    public Explorer stoppedBy(StopSignal signal) {
        return new Explorer(bounds, workers, listener, signal);
    }

    /**
     * Explores the system and judges every property but the leads-to ones, which {@link FairCycles}
     * judges on the result. A violation does not end the search: the other properties are still to
     * be judged.
     */
    public Exploration explore(TransitionSystem system, List<Property<?>> properties) {
        SystemLimits.check(system);
        List<Property<?>> judged =
                properties.stream().filter(p -> !(p instanceof Property.LeadsTo<?>)).toList();
        Search search = new Search(system, judged, bounds, workers, stop);
        Thread teller = Thread.ofPlatform().name("progress").daemon().start(() -> tell(search));
        try {
            search.run();
        } finally {
            teller.interrupt();
        }
        return new Exploration(search);
    }

    private void tell(Search search) {
        try {
            while (true) {
                Thread.sleep(REPORT_EVERY_MILLIS);
                listener.progress(search.progress());
            }
        } catch (InterruptedException e) {
            // the search is over
        }
    }
}

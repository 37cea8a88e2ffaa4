package dev.fracas.checkers.hunt;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;

/**
 * Hunts for violations by random runs. A value; each {@code with} gives a new one. What is found
 * depends on the strategy, the seed and the bounds, and not on the number of workers, as long as
 * neither time nor a signal ends the hunt.
 *
 * @param strategy chooses who steps
 * @param seed of all chance
 * @param bounds how long to go on, for each mechanism
 * @param workers number of threads, 1 to 64
 * @param endsAtFirst whether to end with the batch that violates what the mechanism promises
 * @param listener told how far the hunt is
 * @param stop ends the hunt early when it is given
 */
public record Hunter(
        Strategy strategy,
        long seed,
        HuntBounds bounds,
        int workers,
        boolean endsAtFirst,
        HuntProgress.Listener listener,
        StopSignal stop) {
    private static final long REPORT_EVERY_MILLIS = 200;

    public Hunter {
        if (workers < 1 || workers > 64) {
            throw new IllegalArgumentException("workers are 1 to 64, got " + workers);
        }
    }

    /** One worker, no listener, nothing that stops it. */
    public static Hunter with(Strategy strategy, long seed, HuntBounds bounds) {
        return new Hunter(strategy, seed, bounds, 1, false, progress -> {}, new StopSignal());
    }

    public Hunter withWorkers(int count) {
        return new Hunter(strategy, seed, bounds, count, endsAtFirst, listener, stop);
    }

    public Hunter telling(HuntProgress.Listener other) {
        return new Hunter(strategy, seed, bounds, workers, endsAtFirst, other, stop);
    }

    public Hunter stoppedBy(StopSignal signal) {
        return new Hunter(strategy, seed, bounds, workers, endsAtFirst, listener, signal);
    }

    /** Ends with the first batch of runs that violates what the mechanism promises to keep. */
    public Hunter endingAtFirst() {
        return new Hunter(strategy, seed, bounds, workers, true, listener, stop);
    }

    /**
     * Hunts on every form of the mechanism's workload.
     *
     * @param description the machine, with the bound on rounds
     * @throws IllegalArgumentException when the mechanism can't be put on such a machine
     * @throws IllegalStateException when a run cannot be made again: a fault of Fracas
     */
    public HuntReport hunt(Mechanism mechanism, MachineDescription description) {
        Hunt hunt = new Hunt(this, mechanism, description);
        Thread teller = Thread.ofPlatform().name("progress").daemon().start(() -> tell(hunt));
        try {
            return hunt.run();
        } finally {
            teller.interrupt();
        }
    }

    private void tell(Hunt hunt) {
        try {
            while (true) {
                Thread.sleep(REPORT_EVERY_MILLIS);
                listener.progress(hunt.progress());
            }
        } catch (InterruptedException e) {
            // the hunt is over
        }
    }
}

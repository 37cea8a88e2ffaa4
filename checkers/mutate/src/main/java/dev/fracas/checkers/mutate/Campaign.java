package dev.fracas.checkers.mutate;

import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.mutate.MutantStatus.Escaped;
import dev.fracas.checkers.mutate.MutantStatus.Incomplete;
import dev.fracas.checkers.mutate.MutantStatus.Killed;
import dev.fracas.checkers.mutate.MutantStatus.Survived;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Puts all mutants of a subject before a killer.
 *
 * @param wanted which mutants are tried
 * @param large machines on which the right program has more states than that are for mutants that
 *     make no difference on any smaller one, and of those the smallest is enough
 * @param threads how many mutants at a time; the outcome does not depend on it
 * @param stop ends the campaign early when it is given, with the outcomes that there are
 */
public record Campaign(
        Killer killer,
        Predicate<Mutant> wanted,
        long large,
        int threads,
        StopSignal stop,
        Listener listener) {
    private static final String NO_MACHINE = "no machine within the bounds has it";

    /** Told of each mutant that has been tried, by several threads. */
    @FunctionalInterface
    public interface Listener {
        void done(Mutant mutant, int count, int of);
    }

    /**
     * What a campaign found.
     *
     * @param outcomes of the mutants that were tried, in the order of the source
     * @param notTried mutants that a stop left over
     * @param tooLarge trials that were left out since the right program itself is not seen whole
     *     there within the bounds
     */
    public record Result(
            Subject subject, List<MutantResult> outcomes, int notTried, List<Trial> tooLarge) {
        public Result {
            outcomes = List.copyOf(outcomes);
            tooLarge = List.copyOf(tooLarge);
        }
    }

    /**
     * Tries every wanted mutant on one machine after the other until it is killed: the smallest
     * first where the killer tells sizes, in the order of the subject where it does not.
     *
     * @throws IllegalStateException when the killer takes the right program for a mutant
     */
    public Result run(Subject subject) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            Map<Trial, MutantStatus> right = new HashMap<>();
            List<Trial> tooLarge = new ArrayList<>();
            judgeRight(subject, pool, right, tooLarge);
            List<Mutant> mutants =
                    MutationOperators.mutants(subject).stream().filter(wanted).toList();
            AtomicInteger done = new AtomicInteger();
            List<Future<MutantResult>> futures = new ArrayList<>();
            for (Mutant mutant : mutants) {
                futures.add(
                        pool.submit(() -> {
                            MutantResult outcome = outcome(mutant, right);
                            listener.done(mutant, done.incrementAndGet(), mutants.size());
                            return outcome;
                        }));
            }
            List<MutantResult> outcomes = new ArrayList<>();
            for (Future<MutantResult> future : futures) {
                outcomes.add(join(future));
            }
            List<MutantResult> tried =
                    outcomes.stream().filter(o -> !isStopped(o.status())).toList();
            return new Result(subject, tried, outcomes.size() - tried.size(), tooLarge);
        }
    }

    private boolean isStopped(MutantStatus status) {
        return stop.isGiven()
                && status instanceof Incomplete(String by)
                && by.equals(stop.reason());
    }

    private void judgeRight(
            Subject subject,
            ExecutorService pool,
            Map<Trial, MutantStatus> right,
            List<Trial> tooLarge) {
        List<Future<MutantStatus>> statuses = new ArrayList<>();
        for (Trial trial : subject.trials()) {
            statuses.add(
                    pool.submit(() -> killer.status(trial.mechanism(), trial.machine(), stop)));
        }
        for (int i = 0; i < statuses.size(); i++) {
            Trial trial = subject.trials().get(i);
            switch (join(statuses.get(i))) {
                case Survived survived -> right.put(trial, survived);
                case Escaped escaped -> right.put(trial, escaped);
                case Incomplete incomplete -> tooLarge.add(trial);
                case Killed killed ->
                        throw new IllegalStateException(
                                "%s itself violates %s"
                                        .formatted(trial.mechanism().id(), killed.property()));
            }
        }
    }

    /**
     * Tries a mutant on the usual machines, the smallest first. Where none of them executes the
     * line or has it, which shows in nothing being different, the smallest large one comes behind.
     */
    private MutantResult outcome(Mutant mutant, Map<Trial, MutantStatus> right) {
        List<Trial> all =
                mutant.trials().stream()
                        .filter(right::containsKey)
                        .sorted(Comparator.comparingLong(trial -> states(right, trial)))
                        .toList();
        MutantStatus open = new Incomplete(NO_MACHINE);
        List<Trial> tried = new ArrayList<>();
        boolean isAlike = true;
        for (Trial trial : all) {
            boolean isLarge = states(right, trial) > large;
            if (isLarge && !isAlike) {
                break;
            }
            if (stop.isGiven()) {
                return new MutantResult(mutant, new Incomplete(stop.reason()), false, tried);
            }
            tried.add(trial);
            MutantStatus status =
                    killer.status(mutant.in(trial.mechanism()), trial.machine(), stop);
            if (status instanceof Killed) {
                return new MutantResult(mutant, status, false, tried);
            }
            isAlike &= status instanceof Survived && status.equals(right.get(trial));
            if (isFirst(open) || status instanceof Incomplete) {
                open = both(open, status);
            }
            if (isLarge) {
                break;
            }
        }
        return new MutantResult(mutant, open, isAlike && open instanceof Survived, tried);
    }

    private static boolean isFirst(MutantStatus status) {
        return !(status instanceof Incomplete(String by)) || by.equals(NO_MACHINE);
    }

    /** Steps of hunts add up; of all else the later one says what there is to say. */
    private static MutantStatus both(MutantStatus earlier, MutantStatus later) {
        return earlier instanceof Escaped(long before) && later instanceof Escaped(long steps)
                ? new Escaped(before + steps)
                : later;
    }

    private static long states(Map<Trial, MutantStatus> right, Trial trial) {
        return right.get(trial) instanceof Survived survived ? survived.states() : 0;
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e.getCause());
        }
    }
}

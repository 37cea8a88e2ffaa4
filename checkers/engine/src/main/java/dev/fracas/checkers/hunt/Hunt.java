package dev.fracas.checkers.hunt;

import dev.fracas.checkers.explore.SystemLimits;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One mechanism hunted. Runs are made in batches, which take turns on the forms of the workload;
 * the workers share the runs of a batch, and when all of them are made they are added up in the
 * order of their numbers.
 */
final class Hunt {
    /** Steps that the runs of a batch may take together, as far as the next two allow. */
    private static final int BATCH_STEPS = 1 << 17;

    private static final int FEWEST_IN_BATCH = 16;
    private static final int MOST_IN_BATCH = 256;

    /** A form, with a maker of runs for each worker. */
    private record Ground(HuntTotals totals, List<RandomRun> runs) {}

    private final Hunter hunter;
    private final Mechanism mechanism;
    private final MachineDescription description;
    private final List<Promise> promises;
    private final List<Ground> grounds = new ArrayList<>();
    private final Set<Property<?>> kept = new HashSet<>();
    private final Deadline deadline;
    private final long started = System.nanoTime();
    private final int batch;
    private OptionalLong firstSurprise = OptionalLong.empty();
    private volatile HuntProgress last;

    Hunt(Hunter hunter, Mechanism mechanism, MachineDescription description) {
        this.hunter = hunter;
        this.mechanism = mechanism;
        this.description = description;
        this.promises = mechanism.promises(description);
        if (promises.isEmpty()) {
            throw new IllegalArgumentException(
                    mechanism.id() + " promises nothing on this machine: nothing would be judged");
        }
        this.deadline = Deadline.in(hunter.bounds().time(), hunter.stop());
        for (Promise promise : promises) {
            if (promise.keeps()) {
                kept.add(promise.property());
            }
        }
        for (Form form : Form.of(mechanism, description)) {
            SystemLimits.check(form.system());
            HuntTotals totals = new HuntTotals(form, hunter.strategy() instanceof CoverageGuided);
            List<RandomRun> runs = new ArrayList<>();
            for (int worker = 0; worker < hunter.workers(); worker++) {
                int steps = hunter.bounds().steps();
                runs.add(new RandomRun(form, hunter.strategy(), steps, totals.places));
            }
            grounds.add(new Ground(totals, runs));
        }
        this.batch = batch(hunter.bounds(), grounds.size());
        this.last = measured();
    }

    /** No more than lets every form have its turn. */
    private static int batch(HuntBounds bounds, int forms) {
        long steps = Math.min(BATCH_STEPS, bounds.totalSteps() / forms);
        int bySteps = Math.clamp(steps / bounds.steps(), FEWEST_IN_BATCH, MOST_IN_BATCH);
        return (int) Math.min(bySteps, Math.ceilDiv(bounds.runs(), forms));
    }

    HuntReport run() {
        ThreadFactory threads = Thread.ofPlatform().name("hunter-", 0).daemon().factory();
        try (ExecutorService pool = Executors.newFixedThreadPool(hunter.workers(), threads)) {
            long made = 0;
            int turn = 0;
            while (made < hunter.bounds().runs()
                    && addedSteps() < hunter.bounds().totalSteps()
                    && !deadline.isDue()
                    && !isOver()) {
                Ground ground = grounds.get(turn);
                turn = (turn + 1) % grounds.size();
                int size = (int) Math.min(batch, hunter.bounds().runs() - made);
                makeBatch(pool, ground, made, size);
                made += size;
                last = measured();
            }
        }
        return report();
    }

    /** Steps of the batches made, which unlike {@link #steps} is the same however many workers. */
    private long addedSteps() {
        return grounds.stream().mapToLong(ground -> ground.totals.steps()).sum();
    }

    private boolean isOver() {
        return hunter.endsAtFirst() && firstSurprise.isPresent();
    }

    private void makeBatch(ExecutorService pool, Ground ground, long first, int size) {
        List<Optional<RunOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            outcomes.add(Optional.empty());
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> working = new ArrayList<>();
        for (RandomRun runs : ground.runs) {
            working.add(
                    pool.submit(() -> {
                        for (int i = next.getAndIncrement();
                                i < size && !deadline.isDue();
                                i = next.getAndIncrement()) {
                            Corpus corpus = ground.totals.corpus;
                            outcomes.set(
                                    i,
                                    Optional.of(
                                            runs.run(hunter.seed(), first + i, corpus, deadline)));
                        }
                    }));
        }
        working.forEach(Hunt::await);
        for (int i = 0; i < size; i++) {
            long number = first + i;
            outcomes.get(i).ifPresent(outcome -> add(ground.totals, number, outcome));
        }
    }

    private void add(HuntTotals totals, long number, RunOutcome outcome) {
        totals.add(number, outcome);
        boolean surprises =
                outcome.violations().stream()
                        .anyMatch(v -> kept.contains(totals.form.properties().get(v.property())));
        if (surprises && firstSurprise.isEmpty()) {
            firstSurprise = OptionalLong.of(number);
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while runs are made", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** As of the end of the last batch, but for the steps and the time, which are of the moment. */
    HuntProgress progress() {
        HuntProgress before = last;
        return new HuntProgress(
                before.runs(),
                steps(),
                System.nanoTime() - started,
                before.behaviours(),
                before.unreached(),
                before.violated());
    }

    private long steps() {
        return grounds.stream().flatMap(g -> g.runs.stream()).mapToLong(RandomRun::taken).sum();
    }

    private HuntProgress measured() {
        int unreached = 0;
        for (Ground ground : grounds) {
            for (boolean was : reached(ground)) {
                unreached += was ? 0 : 1;
            }
        }
        return new HuntProgress(
                grounds.stream().mapToLong(ground -> ground.totals.runs()).sum(),
                steps(),
                System.nanoTime() - started,
                grounds.stream().mapToLong(ground -> ground.totals.behaviours()).sum(),
                unreached,
                (int)
                        grounds.stream()
                                .flatMap(ground -> ground.totals.violated().stream())
                                .distinct()
                                .count());
    }

    private static boolean[] reached(Ground ground) {
        boolean[] reached = new boolean[ground.totals.form.system().instructions().size()];
        ground.runs.forEach(run -> run.addReached(reached));
        return reached;
    }

    private HuntReport report() {
        double seconds = (System.nanoTime() - started) / 1e9;
        return new HuntReport(
                mechanism,
                description,
                promises.stream().map(this::finding).toList(),
                grounds.stream().map(ground -> ground.totals.report(reached(ground))).toList(),
                firstSurprise,
                hunter.stop().reason(),
                seconds);
    }

    /** The example is of the first form that has one, since that is the bounded one. */
    private Finding finding(Promise promise) {
        Property<?> property = promise.property();
        List<Ground> violating =
                grounds.stream()
                        .filter(ground -> ground.totals.best(property).isPresent())
                        .toList();
        long violations =
                violating.stream()
                        .flatMap(ground -> ground.totals.best(property).stream())
                        .mapToLong(HuntTotals.Best::violations)
                        .sum();
        Optional<Finding.Example> example =
                violating.stream()
                        .map(ground -> ground.totals)
                        .findFirst()
                        .flatMap(totals ->
                                totals.best(property)
                                        .map(best ->
                                                Examples.of(hunter, totals.form, property, best)));
        return new Finding(promise, isShown(property), violations, example);
    }

    private boolean isShown(Property<?> property) {
        return grounds.stream()
                .anyMatch(ground -> {
                    int index = ground.totals.form.properties().indexOf(property);
                    return index >= 0 && ground.runs.stream().anyMatch(run -> run.isShown(index));
                });
    }
}

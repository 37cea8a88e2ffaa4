package dev.fracas.checkers.explore;

import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A breadth-first search, level by level, by one or more {@link Worker}s. All states of a level are
 * expanded before any of the next, so that the depth at which something is first seen is the least
 * there is, whatever the number of workers.
 */
final class Search {
    /** Made beforehand: when it is needed there is no room to make it. */
    private static final String HEAP_IS_FULL =
            "the Java heap of " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB";

    private static final int SPINS = 2_000;
    private static final long SLEEP_NANOS = 20_000;

    final TransitionSystem system;
    final List<Property<?>> properties;
    final Worker[] workers;
    private final Bounds bounds;
    private final StopSignal stopSignal;
    private final long started = System.nanoTime();
    private final AtomicInteger expanding = new AtomicInteger();
    private final AtomicReference<String> stoppedBy = new AtomicReference<>("");
    private final AtomicReference<Optional<Throwable>> failure =
            new AtomicReference<>(Optional.empty());
    private volatile boolean over;
    private volatile int depth;

    Search(
            TransitionSystem system,
            List<Property<?>> properties,
            Bounds bounds,
            int workerCount,
            StopSignal stopSignal) {
        this.system = system;
        this.properties = List.copyOf(properties);
        this.bounds = bounds;
        this.stopSignal = stopSignal;
        this.workers = new Worker[workerCount];
        for (int i = 0; i < workerCount; i++) {
            workers[i] = new Worker(this, i, workerCount);
        }
    }

    /** Searches until everything is seen or a bound is met. */
    void run() {
        addInitialStates();
        startLevel(0);
        CyclicBarrier levelDone = new CyclicBarrier(workers.length, this::finishLevel);
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i < workers.length; i++) {
            Worker worker = workers[i];
            threads.add(
                    Thread.ofPlatform()
                            .name("explorer-" + i)
                            .daemon()
                            .start(() -> work(worker, levelDone)));
        }
        work(workers[0], levelDone);
        for (Thread thread : threads) {
            joinQuietly(thread);
        }
        failure.get().ifPresent(Search::rethrow);
    }

    private static void rethrow(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    private void addInitialStates() {
        Successors initial = new Successors(system.layout().words());
        system.initialStates(initial);
        for (Worker worker : workers) {
            worker.watch.depth(-1);
        }
        int words = system.layout().words();
        for (int i = 0; i < initial.count(); i++) {
            long hash = StateStore.hash(initial.states(), initial.at(i), words);
            workers[Worker.owner(hash, workers.length)].addInitial(initial.states(), initial.at(i));
        }
    }

    private void work(Worker worker, CyclicBarrier levelDone) {
        try {
            while (!over) {
                attempt(worker::expandLevel);
                expanding.decrementAndGet();
                for (int look = 0; expanding.get() > 0; look++) {
                    attempt(worker::takeIn);
                    pause(look);
                }
                attempt(worker::takeIn);
                levelDone.await();
            }
        } catch (InterruptedException | BrokenBarrierException e) {
            stop("an interrupt");
            over = true;
        }
    }

    /** A level can end in microseconds or in minutes: first spins, then sleeps. */
    private static void pause(int look) {
        if (look < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(SLEEP_NANOS);
        }
    }

    /** A worker that fails stops the others at the end of the level, where all of them meet. */
    private void attempt(Runnable work) {
        if (stoppedBy.get().equals(HEAP_IS_FULL)) {
            return;
        }
        try {
            work.run();
        } catch (OutOfMemoryError e) {
            stop(HEAP_IS_FULL);
        } catch (RuntimeException | Error e) {
            failure.updateAndGet(first -> first.isPresent() ? first : Optional.of(e));
            stop("a failure");
        }
    }

    /** Runs in one thread while the others wait at the barrier. */
    private void finishLevel() {
        startLevel(depth + 1);
        if (isStopped()) {
            over = true;
        }
    }

    private void startLevel(int level) {
        long frontier = 0;
        for (Worker worker : workers) {
            frontier += worker.nextLevel(level);
            worker.watch.depth(level);
        }
        depth = level;
        if (frontier == 0) {
            depth = level - 1;
            over = true;
        } else if (level >= bounds.maxDepth()) {
            stop("depth " + bounds.maxDepth());
            over = true;
        } else {
            over = shouldStop();
        }
        expanding.set(workers.length);
    }

    /** Whether the workers should stop where they are; also looks at the bounds. */
    boolean shouldStop() {
        if (isStopped()) {
            return true;
        }
        if (stopSignal.isGiven()) {
            stop(stopSignal.reason());
            return true;
        }
        long states = 0;
        long bytes = 0;
        for (Worker worker : workers) {
            states += worker.stored;
            bytes += worker.store.bytes();
        }
        if (states > bounds.maxStates()) {
            stop(bounds.maxStates() + " states");
        } else if (bytes > bounds.maxBytes()) {
            stop(bounds.maxBytes() / (1 << 20) + " MiB of memory");
        } else if (System.nanoTime() - started > bounds.timeout().toNanos()) {
            stop(bounds.timeout().toMillis() / 1000.0 + " s");
        }
        return isStopped();
    }

    /** Asks the workers to stop; the reason goes into the verdict. */
    void stop(String reason) {
        stoppedBy.compareAndSet("", reason);
    }

    boolean isStopped() {
        return !stoppedBy.get().isEmpty();
    }

    /** What cut the search short; empty when it saw everything. */
    String stoppedBy() {
        return stoppedBy.get();
    }

    /** The greatest depth at which a state was found. */
    int depth() {
        return depth;
    }

    long nanos() {
        return System.nanoTime() - started;
    }

    Progress progress() {
        long states = 0;
        long transitions = 1;
        long expanded = 0;
        long bytes = 0;
        for (Worker worker : workers) {
            states += worker.stored;
            transitions += worker.transitions;
            expanded += worker.expanded;
            bytes += worker.store.bytes();
        }
        return new Progress(states, states - expanded, transitions, depth, nanos(), bytes);
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

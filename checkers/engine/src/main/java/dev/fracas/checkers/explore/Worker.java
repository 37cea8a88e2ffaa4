package dev.fracas.checkers.explore;

import dev.fracas.model.Successors;
import dev.fracas.model.TransitionSystem;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One thread of the exhaustive search. A worker owns the states whose hash falls to it: it alone
 * stores and expands them, so that no table is shared and nothing is locked. Successors that fall
 * to another worker are handed over in batches.
 */
final class Worker {
    /** Rows in a batch: enough for the cache misses of an insertion to overlap. */
    private static final int BATCH = 512;

    /** From so many states on a generator that takes some milliseconds to make pays. */
    private static final int WORTH_COMPILING = 10_000;

    /** A full batch on its way to its owner. */
    private record Batch(long[] rows, int count) {}

    final int number;
    final StateStore store;
    private TransitionSystem.Generator generator;
    private final boolean[] reached;
    final PropertyWatch watch;
    private final Search search;
    private final Successors out;
    private final int words;
    private final int row;
    private final ConcurrentLinkedQueue<Batch> inbox = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<long[]> spare = new ConcurrentLinkedQueue<>();
    private final long[][] outbox;
    private final int[] outboxCount;
    private boolean isFast;
    private int levelStart;
    private int levelEnd;
    private int[] levelStarts = new int[64];

    /** States before this one have been expanded; read by the progress thread. */
    volatile int expanded;

    volatile long transitions;
    private long taken;
    volatile int stored;

    Worker(Search search, int number, int workers) {
        this.search = search;
        this.number = number;
        this.words = search.system.layout().words();
        this.row = words + 1;
        this.store = new StateStore(search.system.layout());
        this.generator = search.system.newGenerator();
        this.reached = new boolean[search.system.instructions().size()];
        this.watch = new PropertyWatch(search.system, search.properties);
        this.out = new Successors(words);
        this.outbox = new long[workers][BATCH * row];
        this.outboxCount = new int[workers];
    }

    /** The number of the worker that owns a state. */
    static int owner(long hash, int workers) {
        return (int) (((hash >>> 56) * workers) >>> 8);
    }

    /** Stores an initial state that falls to this worker. */
    void addInitial(long[] states, int at) {
        long[] rows = new long[row];
        rows[0] = StateStore.hash(states, at, words);
        System.arraycopy(states, at, rows, 1, words);
        insert(rows, 1);
    }

    /**
     * Makes the states found in the last level the ones to expand next; their number is returned.
     */
    int nextLevel(int depth) {
        levelStart = levelEnd;
        levelEnd = store.size();
        if (depth >= levelStarts.length) {
            levelStarts = Arrays.copyOf(levelStarts, levelStarts.length * 2);
        }
        levelStarts[depth] = levelStart;
        return levelEnd - levelStart;
    }

    /** The first state of this worker that was found at that depth. */
    int levelStart(int depth) {
        return levelStarts[depth];
    }

    /** Marks the instructions that this worker has executed. */
    void addReached(boolean[] all) {
        generator.addReached(reached);
        for (int i = 0; i < all.length; i++) {
            all[i] |= reached[i];
        }
    }

    private void speedUp() {
        if (!isFast && store.size() > WORTH_COMPILING) {
            isFast = true;
            generator.addReached(reached);
            generator = search.system.newFastGenerator();
        }
    }

    /** Expands this worker's part of the level, taking in what others hand over meanwhile. */
    void expandLevel() {
        speedUp();
        int expandedHere = levelStart;
        for (int state = levelStart; state < levelEnd; state++) {
            if ((state & 255) == 0) {
                expanded = state;
                transitions = taken;
                takeIn();
                if (search.shouldStop()) {
                    break;
                }
            }
            expand(state);
            expandedHere = state + 1;
        }
        expanded = expandedHere;
        transitions = taken;
        for (int to = 0; to < outbox.length; to++) {
            hand(to);
        }
    }

    /** Inserts everything that has been handed to this worker. */
    void takeIn() {
        for (Batch batch = inbox.poll(); batch != null; batch = inbox.poll()) {
            insert(batch.rows, batch.count);
            spare.add(batch.rows);
        }
    }

    private void expand(int state) {
        long[] chunk = store.chunk(state);
        int at = store.offset(state);
        out.clear();
        generator.successors(chunk, at, out);
        int count = out.count();
        long[] states = out.states();
        boolean moves = false;
        for (int i = 0; i < count; i++) {
            int next = out.at(i);
            if (watch.hasStepProperties()) {
                watch.step(chunk, at, out.step(i), out.written(i), states, next);
            }
            if (same(chunk, at, states, next)) {
                continue;
            }
            moves = true;
            long hash = StateStore.hash(states, next, words);
            int to = outbox.length == 1 ? 0 : owner(hash, outbox.length);
            long[] rows = outbox[to];
            int r = outboxCount[to]++ * row;
            rows[r] = hash;
            for (int w = 0; w < words; w++) {
                rows[r + 1 + w] = states[next + w];
            }
            if (outboxCount[to] == BATCH) {
                hand(to);
            }
        }
        taken += count;
        if (!moves) {
            watch.stuck(generator.finished(chunk, at));
        }
    }

    private boolean same(long[] a, int at, long[] b, int next) {
        for (int w = 0; w < words; w++) {
            if (a[at + w] != b[next + w]) {
                return false;
            }
        }
        return true;
    }

    private void hand(int to) {
        int count = outboxCount[to];
        if (count == 0) {
            return;
        }
        outboxCount[to] = 0;
        if (to == number) {
            insert(outbox[to], count);
            return;
        }
        Worker owner = search.workers[to];
        owner.inbox.add(new Batch(outbox[to], count));
        long[] free = spare.poll();
        outbox[to] = free == null ? new long[BATCH * row] : free;
    }

    private void insert(long[] rows, int count) {
        int before = store.size();
        store.insert(rows, count);
        int after = store.size();
        stored = after;
        for (int state = before; state < after; state++) {
            watch.state(store.chunk(state), store.offset(state));
        }
    }
}

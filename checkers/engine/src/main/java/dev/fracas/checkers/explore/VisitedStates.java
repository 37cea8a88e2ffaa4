package dev.fracas.checkers.explore;

/**
 * The states of all workers under one numbering: worker 0's first, then worker 1's, and so on. For
 * use after the search.
 */
final class VisitedStates {
    private final Worker[] workers;
    private final int[] first;
    private final int words;

    VisitedStates(Search search) {
        this.workers = search.workers;
        this.words = search.system.layout().words();
        this.first = new int[workers.length + 1];
        for (int i = 0; i < workers.length; i++) {
            first[i + 1] = Math.addExact(first[i], workers[i].store.size());
        }
    }

    int count() {
        return first[workers.length];
    }

    int workers() {
        return workers.length;
    }

    /** The numbers of the states found by one worker at one depth: from the result's first... */
    int levelStart(int worker, int depth, int lastDepth) {
        int local =
                depth > lastDepth
                        ? workers[worker].store.size()
                        : workers[worker].levelStart(depth);
        return first[worker] + local;
    }

    long[] chunk(int state) {
        int worker = workerOf(state);
        return workers[worker].store.chunk(state - first[worker]);
    }

    int offset(int state) {
        int worker = workerOf(state);
        return workers[worker].store.offset(state - first[worker]);
    }

    /** The number of a packed state, or -1 when it was not visited. */
    int find(long[] states, int at) {
        long hash = StateStore.hash(states, at, words);
        int worker = Worker.owner(hash, workers.length);
        int local = workers[worker].store.find(hash, states, at);
        return local < 0 ? -1 : first[worker] + local;
    }

    private int workerOf(int state) {
        int worker = 0;
        while (state >= first[worker + 1]) {
            worker++;
        }
        return worker;
    }
}

package dev.fracas.checkers.explore;

import dev.fracas.model.state.StateLayout;

/** The engine's visited set: states appended to chunks, beside them an index of tagged numbers. */
public final class AppendedSet {
    private final StateStore store;

    public AppendedSet(StateLayout layout) {
        this.store = new StateStore(layout);
    }

    public int size() {
        return store.size();
    }

    /** Takes spare room into account. */
    public long bytes() {
        return store.bytes();
    }

    /** Inserts {@code count} rows, each a hash and then a state. */
    public void insert(long[] rows, int count) {
        store.insert(rows, count);
    }

    /** Only read so that the warming reads count as used. */
    public long warmed() {
        return store.warmed();
    }
}

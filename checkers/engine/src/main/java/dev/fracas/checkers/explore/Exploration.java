package dev.fracas.checkers.explore;

import dev.fracas.model.TransitionSystem;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an exploration found. Keeps the visited states, from which traces and cycles are worked out
 * when they are asked for.
 */
public final class Exploration {
    private final Search search;
    private final long nanos;
    private final long distinctStates;
    private final long transitions;
    private final long bytes;

    Exploration(Search search) {
        this.search = search;
        this.nanos = search.nanos();
        Progress last = search.progress();
        this.distinctStates = last.states();
        this.transitions = last.transitions();
        this.bytes = last.bytes();
    }

    public TransitionSystem system() {
        return search.system;
    }

    /** Everything within the machine's own bounds was seen. */
    public boolean isComplete() {
        return !search.isStopped();
    }

    /** What cut the exploration short, for instance {@code 1000 states}; empty when nothing did. */
    public String cutBy() {
        return search.stoppedBy();
    }

    public long distinctStates() {
        return distinctStates;
    }

    /**
     * Pairs of a state and a step possible in it, plus one for the initial state, as SPIN counts.
     */
    public long transitions() {
        return transitions;
    }

    /** The greatest number of steps that a shortest path to a state has. */
    public int depth() {
        return search.depth();
    }

    public double seconds() {
        return nanos / 1e9;
    }

    /** Bytes of the visited set: states and index. */
    public long bytes() {
        return bytes;
    }

    public double bytesPerState() {
        return (double) bytes / Math.max(1, distinctStates);
    }

    /**
     * Whether a property was decided: an always or never property violated, a sometimes property
     * seen.
     */
    public boolean isDecided(Property<?> property) {
        return decidedAt(property) != PropertyWatch.NEVER;
    }

    /**
     * The shortest run that decides a property, among the shortest one with the fewest context
     * switches; the same whatever the number of workers.
     */
    public Optional<ShortestRun> shortestRun(Property<?> property) {
        int depth = decidedAt(property);
        if (depth == PropertyWatch.NEVER) {
            return Optional.empty();
        }
        return Optional.of(new ShortestRuns(search).deciding(property, depth));
    }

    /** Instructions that no run executes, as {@link TransitionSystem#instructions} names them. */
    public List<String> unreached() {
        List<String> all = search.system.instructions();
        boolean[] reached = new boolean[all.size()];
        for (Worker worker : search.workers) {
            worker.addReached(reached);
        }
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < reached.length; i++) {
            if (!reached[i]) {
                missed.add(all.get(i));
            }
        }
        return missed;
    }

    Search search() {
        return search;
    }

    private int decidedAt(Property<?> property) {
        int index = search.properties.indexOf(property);
        if (index < 0) {
            throw new IllegalArgumentException(property.id() + " was not judged");
        }
        int depth = PropertyWatch.NEVER;
        for (Worker worker : search.workers) {
            depth = Math.min(depth, worker.watch.decidedAt(index));
        }
        return depth;
    }
}

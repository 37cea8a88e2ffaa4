package dev.fracas.checkers.explore;

import java.time.Duration;

/**
 * Where an exploration stops although more is to be seen; its verdict is then {@code INCOMPLETE}.
 *
 * @param maxStates distinct states, at least 1
 * @param maxBytes bytes of the visited set, index included
 * @param maxDepth steps from an initial state
 * @param timeout wall-clock time
 */
public record Bounds(long maxStates, long maxBytes, int maxDepth, Duration timeout) {
    /** No bound but the memory of the Java heap. */
    public static Bounds none() {
        return new Bounds(
                Long.MAX_VALUE,
                Runtime.getRuntime().maxMemory() / 10 * 8,
                Integer.MAX_VALUE,
                Duration.ofDays(3650));
    }

    public Bounds withMaxStates(long states) {
        return new Bounds(states, maxBytes, maxDepth, timeout);
    }

    public Bounds withMaxBytes(long bytes) {
        return new Bounds(maxStates, bytes, maxDepth, timeout);
    }

    public Bounds withMaxDepth(int depth) {
        return new Bounds(maxStates, maxBytes, depth, timeout);
    }

    public Bounds withTimeout(Duration time) {
        return new Bounds(maxStates, maxBytes, maxDepth, time);
    }
}

package dev.fracas.checkers.peers;

/**
 * What SPIN printed about a row that it explored to the end.
 *
 * @param states its "states, stored": the distinct states
 * @param transitions its "transitions (= stored+matched)": the pairs of a state and a step enabled
 *     in it, plus 1 for the initial state, which is stored without a step
 * @param seconds its elapsed time, three digits of it, to a hundredth of a second
 * @param vectorBytes its state vector, in bytes, before compression
 * @param depthReached the longest path of its depth-first search, in steps
 * @param stateBytes its "actual memory usage for states"
 * @param hashTableBytes the hash table's slots, fixed beforehand by {@code -w}
 * @param stackBytes the depth-first stack, fixed beforehand by {@code -m}
 * @param totalBytes its "total actual memory usage": the three above and what it lost between
 */
public record SpinMeasurement(
        long states,
        long transitions,
        double seconds,
        int vectorBytes,
        long depthReached,
        long stateBytes,
        long hashTableBytes,
        long stackBytes,
        long totalBytes) {
    /** Everything SPIN took, for each state. */
    public double bytesPerState() {
        return (double) totalBytes / states;
    }

    /** Everything but the hash table's slots, for each state; the fair figure for a small row. */
    public double bytesPerStateWithoutHashTable() {
        return (double) (totalBytes - hashTableBytes) / states;
    }
}

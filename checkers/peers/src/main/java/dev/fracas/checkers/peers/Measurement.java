package dev.fracas.checkers.peers;

/**
 * What our engine saw of a row, counted as {@code STATES.md} counts.
 *
 * @param distinctStates the states stored, the initial one among them
 * @param transitions the pairs of a state and a step enabled in it, plus 1 for the initial state,
 *     which is how SPIN counts; a self-loop is a pair
 * @param seconds of wall-clock time, from the initial state to the last one
 * @param bytesPerState the tables of states and their index at the end, spare room included,
 *     divided by the states; there is no frontier beside them
 */
public record Measurement(
        long distinctStates, long transitions, double seconds, double bytesPerState) {}

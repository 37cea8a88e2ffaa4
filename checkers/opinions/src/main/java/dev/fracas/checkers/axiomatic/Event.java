package dev.fracas.checkers.axiomatic;

/**
 * A read or a write of one word. A locked action is a read and, right behind it, a write. The value
 * that each word has at the start is a write before everything, of no thread.
 *
 * @param number from 0, in the order of threads and programs, initial writes first
 * @param thread the thread, or {@link #NO_THREAD} for an initial write
 * @param place the number of the action in its thread, from 0
 * @param isWrite a write; otherwise a read
 * @param word the number of the word
 * @param isLocked part of a locked action
 */
record Event(int number, int thread, int place, boolean isWrite, int word, boolean isLocked) {
    /** Who wrote the values that were there at the start. */
    static final int NO_THREAD = -1;

    boolean isInitial() {
        return thread == NO_THREAD;
    }

    boolean isRead() {
        return !isWrite;
    }

    boolean sharesWordWith(Event other) {
        return word == other.word;
    }

    boolean sharesThreadWith(Event other) {
        return thread == other.thread;
    }

    /** Earlier in the program of the same thread; of a locked action, the read is. */
    boolean isBefore(Event other) {
        return !isInitial()
                && sharesThreadWith(other)
                && (place < other.place || (place == other.place && isRead() && other.isWrite));
    }
}

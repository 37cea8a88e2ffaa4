package dev.fracas.model.kernel.pages;

/**
 * Frames that go online and offline together, all of which are free when the machine starts.
 *
 * @param first its first frame
 * @param end the number behind its last frame
 * @param state how it is when the machine starts
 */
public record Block(int first, int end, State state) {
    /** Whether frames of a block are given out, as its word has it. */
    public enum State {
        /** They are. */
        ONLINE,
        /** They are not, and those that come back stay ({@code MIGRATE_ISOLATE}). */
        ISOLATED,
        /** They are not, and none is there to come back. */
        OFFLINE;

        /** In the block's word. */
        public int code() {
            return ordinal();
        }
    }

    public Block {
        if (first < 1 || end <= first) {
            throw new IllegalArgumentException(
                    "a block has one frame or more, from 1 on, got %d to %d".formatted(first, end));
        }
    }

    /** A block that is online. */
    public static Block online(int first, int end) {
        return new Block(first, end, State.ONLINE);
    }

    public int frames() {
        return end - first;
    }
}

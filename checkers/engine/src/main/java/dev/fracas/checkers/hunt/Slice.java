package dev.fracas.checkers.hunt;

/**
 * The longest stretch that one actor gets while others could move. Schedules that go on with one
 * actor until it blocks need it: a core that polls in a loop of several steps never blocks, and
 * would for ever keep the others from doing what it waits for.
 */
final class Slice {
    /** Steps: longer than any straight way through a fault handler that is modelled. */
    private static final int LONGEST = 256;

    private int actor = -1;
    private int steps;

    void begin() {
        actor = -1;
        steps = 0;
    }

    /** Whether the actor has had its stretch if it stepped now. */
    boolean isUsedUpBy(int next) {
        return next == actor && steps >= LONGEST;
    }

    void stepped(int next) {
        steps = next == actor ? steps + 1 : 1;
        actor = next;
    }
}

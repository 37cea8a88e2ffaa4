package dev.fracas.model.lock.use;

import dev.fracas.model.program.Note;

/** What a core is about where it uses a lock. */
public enum LockNote implements Note {
    /** From the first step of acquire to the step that gets the core inside. */
    WAITS("waiting"),

    /** Inside with exclusive access. */
    INSIDE("inside"),

    /** Inside with shared access. */
    READS("reading"),

    /** Within an acquire that may come back without the lock. */
    TRIES("trying"),

    /** Going on without the lock, after a try that failed or a wait that was given up. */
    WITHOUT("without"),

    /** From the first step of an inner acquire to the first step of the outermost release. */
    NESTED("nested"),

    /** Reading inside, and about to become the writer. */
    UPGRADES("upgrading"),

    /** From the step that gets the core inside to the first step of its release. */
    OWNS("owning"),

    /** The first step of each call of release. */
    RELEASE_BEGINS("release-begins"),

    /** Within a call of release. */
    RELEASES("releasing"),

    /** Only a core on the slow path executes it. */
    ON_SLOW_PATH("slow"),

    /** Event: the last access fixed this core's place in the queue of the lock. */
    JOINS_QUEUE("joins queue");

    private final String words;

    LockNote(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}

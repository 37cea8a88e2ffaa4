package dev.fracas.model.lock.use;

import static dev.fracas.model.lock.use.LockNote.INSIDE;
import static dev.fracas.model.lock.use.LockNote.JOINS_QUEUE;
import static dev.fracas.model.lock.use.LockNote.OWNS;
import static dev.fracas.model.lock.use.LockNote.READS;
import static dev.fracas.model.lock.use.LockNote.RELEASES;
import static dev.fracas.model.lock.use.LockNote.RELEASE_BEGINS;
import static dev.fracas.model.lock.use.LockNote.TRIES;
import static dev.fracas.model.lock.use.LockNote.WAITS;
import static dev.fracas.model.lock.use.LockNote.WITHOUT;
import static dev.fracas.model.program.MemoryOrder.RELAXED;

import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.function.Consumer;

/**
 * What a lock protects, and how what a core does around it is shown to properties: a counter that
 * is incremented in two accesses, so that a broken lock shows twice, as two cores inside and as a
 * lost update. Made of these, a {@link LockUse} is seen by every property of locks.
 *
 * <p>Who waits, who is inside and who owns the lock is read off the place where a core stands in
 * its program, from the {@link LockNote}s there, and so costs no states. Ghosts do cost states, and
 * exist only in machines on which a property needs them: the ranks of arrival, the ISA of the last
 * core to get inside, and what has gone wrong with the data where no counter shows it.
 */
public final class CriticalSection {
    private final Word counter;
    private final Word copy;
    private final Arrivals arrivals;
    private final Word previousHolder = Word.ghost("previous holder", 2);
    private final Word torn = Word.ghost("torn", 1);
    private final Word staleUpgrade = Word.ghost("stale upgrade", 1);
    private final Word staleDowngrade = Word.ghost("stale downgrade", 1);
    private final boolean hasPair;
    private final boolean ranksArrivals;
    private boolean isJoined;
    private final boolean notesHolders;

    /**
     * A section that the programs of one machine share.
     *
     * @param programs how many may enter
     * @param bits width of the counter, which wraps
     * @param hasPair whether writers write a copy of the counter as well
     * @param ranksArrivals whether the order of arrival is judged
     * @param notesHolders whether hand-over between ISAs is judged
     */
    public CriticalSection(
            int programs, int bits, boolean hasPair, boolean ranksArrivals, boolean notesHolders) {
        counter = Word.named("counter").bits(bits);
        copy = Word.named("copy").bits(bits);
        arrivals = new Arrivals(programs);
        this.hasPair = hasPair;
        this.ranksArrivals = ranksArrivals;
        this.notesHolders = notesHolders;
    }

    /** A section of which nobody judges the order of arrival or where holders come from. */
    public static CriticalSection of(int programs, int bits) {
        return new CriticalSection(programs, bits, false, false, false);
    }

    /** What the ghost {@link #previousHolder} holds after a core of that ISA got inside. */
    public static int codeOf(Isa isa) {
        return isa.ordinal() + 1;
    }

    // ---- words that are seen

    /** The protected counter. */
    public Word counter() {
        return counter;
    }

    /** The other half of the protected pair, where there is one. */
    public Word copy() {
        return copy;
    }

    /** Whether the order of arrival is judged and no program says when it arrives. */
    public boolean lacksArrivals() {
        return ranksArrivals && !isJoined;
    }

    /** Ghost ranks of arrival, one for each program. */
    public WordArray ranks() {
        return arrivals.rank();
    }

    /** Ghost: {@link #codeOf} the last core to get inside; 0 before. */
    public Word previousHolder() {
        return previousHolder;
    }

    /** Ghost: set once a reader has accepted two halves that were not written together. */
    public Word torn() {
        return torn;
    }

    /** Ghost: set once what a core had read was no longer so after its upgrade. */
    public Word staleUpgrade() {
        return staleUpgrade;
    }

    /** Ghost: set once what a core had written was no longer so after its downgrade. */
    public Word staleDowngrade() {
        return staleDowngrade;
    }

    // ---- getting inside

    /** Before anything else of a program: has its arrivals in the queue recorded. */
    public void prepare(Routine r) {
        if (ranksArrivals) {
            r.onEvent(
                    JOINS_QUEUE,
                    () -> {
                        isJoined = true;
                        r.workload(() -> arrivals.join(r));
                    });
        }
    }

    /** A routine of the lock that comes back with the lock only. */
    public void acquire(Routine r, Consumer<Routine> acquire) {
        r.noted(WAITS, () -> r.kernel(() -> acquire.accept(r)));
    }

    /**
     * A routine of the lock that comes back with the lock or without; {@code then} follows where it
     * has the lock.
     */
    public void attempt(Routine r, LockAttempt attempt, Runnable then) {
        Condition[] got = new Condition[1];
        r.noted(TRIES, () -> r.kernel(() -> got[0] = attempt.attempt(r)));
        r.whenElse(got[0], then, () -> goWithout(r));
    }

    private void goWithout(Routine r) {
        leave(r);
        r.noted(WITHOUT, () -> r.pause("go on without the lock"));
    }

    // ---- inside

    /** A whole stay as a writer, from where the core has got inside to the end of its release. */
    public void write(Routine r, Consumer<Routine> release) {
        enter(r);
        inside(r, INSIDE, () -> store(r, load(r)));
        leave(r);
        release(r, release);
    }

    /** A whole stay as a reader. */
    public void read(Routine r, Consumer<Routine> release) {
        enter(r);
        inside(r, READS, () -> load(r));
        leave(r);
        release(r, release);
    }

    /** Notes, as part of the step that gets the core inside, whose turn it is. */
    public void enter(Routine r) {
        if (notesHolders) {
            r.ghostStore(previousHolder, codeOf(r.isa()));
        }
    }

    /**
     * What a core does inside.
     *
     * @param kind {@link LockNote#INSIDE} or {@link LockNote#READS}
     */
    public void inside(Routine r, LockNote kind, Runnable work) {
        r.noted(OWNS, () -> r.noted(kind, work));
    }

    /** Reads the counter. */
    public Register load(Routine r) {
        return r.load(counter, RELAXED);
    }

    /** Writes one more than was seen. */
    public void store(Routine r, Register seen) {
        r.store(counter, seen.plus(1), RELAXED);
        if (hasPair) {
            r.store(copy, seen.plus(1), RELAXED);
        }
    }

    /** Notes, as part of the last step inside, that the core's turn is over. */
    public void leave(Routine r) {
        if (ranksArrivals) {
            arrivals.leave(r);
        }
    }

    // ---- releasing

    /** A release by a core that owns the lock until then. */
    public void release(Routine r, Consumer<Routine> release) {
        r.noteNextStep(OWNS);
        releaseUnowned(r, release);
    }

    /** A call of release by a core that may not own the lock. */
    public void releaseUnowned(Routine r, Consumer<Routine> release) {
        r.noteNextStep(RELEASE_BEGINS);
        r.noted(RELEASES, () -> r.kernel(() -> release.accept(r)));
    }
}

package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.Test.bitsClear;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FAULTS_DO_NOT_BLOCK_EACH_OTHER;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FAULT_HANDLE_FREED_ONCE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.INVALIDATION_IS_ACKNOWLEDGED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ONE_LEADER_PER_FAULT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.SINGLE_WRITER_OR_MANY_READERS;

import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.popcorn.FaultAction.Fault;
import dev.fracas.model.kernel.Cast;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.kernel.locking.PageTableLock;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Popcorn's fault handles: one for each page whose fault is being handled in a kernel. Who finds
 * none makes one and leads; who finds one does what {@link FaultAction} says. An invalidation waits
 * until no fault holds the handle, and keeps it meanwhile, so that no new fault leads.
 *
 * <p>A handle is a word: its flags, how many hold it, and who sleeps on its two wait queues. All of
 * it changes under the lock of its hash bucket; a kernel has one bucket here, as it has few pages.
 * A handle's address that is null is the number after the last page, so that using it is an oops.
 */
public final class FaultHandles {
    public static final Flaw NO_BUCKET_LOCK =
            new Flaw(
                    "fault-handles-unlocked",
                    "a fault looks for a handle and makes one without the lock of the hash bucket",
                    ONE_LEADER_PER_FAULT,
                    "dsm-two-remote-readers-one-writer");
    public static final Flaw LEADER_FREES =
            new Flaw(
                    "leader-frees-handle",
                    "the fault that leads frees the handle although others follow it",
                    FAULT_HANDLE_FREED_ONCE,
                    "two-remote-faults-one-table");
    public static final Flaw NO_RETRY_ANSWER =
            new Flaw(
                    "origin-waits-instead-of-retry",
                    "the origin lets a remote fault wait for its own fault of the page instead of"
                            + " answering that it be retried",
                    FAULTS_DO_NOT_BLOCK_EACH_OTHER,
                    "dsm-local-write-against-remote-fault");
    public static final Flaw FOLLOWS_INVALIDATION =
            new Flaw(
                    "follows-invalidation",
                    "a fault follows a handle that only an invalidation still holds",
                    FAULT_HANDLE_FREED_ONCE,
                    "dsm-two-remote-readers-one-writer");
    public static final Flaw UNLIMITED =
            new Flaw(
                    "followers-unlimited",
                    "any number of faults may follow a handle, one after the other",
                    INVALIDATION_IS_ACKNOWLEDGED,
                    "dsm-two-remote-writers-one-writer");
    public static final Flaw INVALIDATES_AT_ONCE =
            new Flaw(
                    "invalidation-ignores-fault",
                    "an invalidation does not wait for the fault of the page that is in progress",
                    SINGLE_WRITER_OR_MANY_READERS,
                    "dsm-local-write-against-remote-fault");

    public static final List<Flaw> FLAWS =
            List.of(
                    NO_BUCKET_LOCK,
                    LEADER_FREES,
                    NO_RETRY_ANSWER,
                    FOLLOWS_INVALIDATION,
                    UNLIMITED,
                    INVALIDATES_AT_ONCE);

    /** Whether a handle was freed twice or with somebody waiting, or counted below 0. */
    public static final Word MISUSED = Word.ghost("fault_handle misused", 1);

    private static final long EXISTS = 1;
    private static final long WRITE = 1 << 1;
    private static final long REMOTE = 1 << 2;
    private static final long INVALIDATE = 1 << 3;
    private static final long KIND = WRITE | REMOTE | INVALIDATE;

    /** {@code pendings}: how many faults hold the handle. */
    private static final long HOLDER = 1 << 4;

    private static final long HOLDERS = 7 << 4;

    /**
     * {@code limit}: how many have followed. Without a limit, two threads whose leader was told to
     * retry may follow each other for ever: nobody leads again, and an invalidation that waits for
     * the handle is never acknowledged. Popcorn lets 8 follow ({@code FH_ACTION_MAX_FOLLOWER});
     * here it is 2, which is enough to follow each other.
     */
    private static final int LIMIT_SHIFT = 7;

    private static final long LIMIT = 3 << LIMIT_SHIFT;
    private static final long MAX_FOLLOWERS = 2 << LIMIT_SHIFT;

    /** {@code waits} and {@code waits_retry}: a bit for each core. */
    private static final int FOLLOWERS_SHIFT = 9;

    /** What {@link #start} says. */
    public static final int LEADS = 0;

    public static final int FOLLOWED = 1;
    public static final int RETRIES = 2;

    private final Isa kernel;
    private final int pages;
    private final int retriersShift;
    private final long followers;
    private final Set<Flaw> flaws;
    private final Optional<FairSpinLock> lock;
    private final WordArray handles;
    private final WordArray results;

    public FaultHandles(Isa kernel, int pages, Cast cast, Set<Flaw> flaws) {
        this.kernel = kernel;
        this.pages = pages;
        retriersShift = FOLLOWERS_SHIFT + cast.maskBits();
        followers = WordArray.mask(cast.maskBits()) << FOLLOWERS_SHIFT;
        this.flaws = flaws;
        lock =
                flaws.contains(NO_BUCKET_LOCK)
                        ? Optional.empty()
                        : Optional.of(new FairSpinLock(kernel.shortName() + " faults_lock", cast));
        handles = handles(kernel, pages, cast);
        results = WordArray.named(kernel.shortName() + " fault_handle.ret", pages).bits(1);
    }

    /** The words of the kernel's handles, 0 where a page has none. */
    public static WordArray handles(Isa kernel, int pages, Cast cast) {
        return WordArray.named(kernel.shortName() + " fault_handle", pages)
                .bits(FOLLOWERS_SHIFT + 2 * cast.maskBits());
    }

    /** {@link #start(Routine, int, Fault, Runnable)} of a fault of the kernel's own. */
    public Started start(Routine r, int page, boolean write, Runnable dropPageTableLock) {
        return start(r, page, Fault.local(write), dropPageTableLock);
    }

    /**
     * {@code __start_fault_handling}, entered with the page-table lock held, which it drops.
     *
     * @return how it went, and the handle: the number of the page, or that of no page
     */
    public Started start(Routine r, int page, Fault incoming, Runnable dropPageTableLock) {
        Register how = r.register("how", 2);
        Register handle = r.register("fh", WordArray.bitsFor(pages));
        r.routine(
                "__start_fault_handling",
                () -> {
                    Label done = r.label("");
                    Label retry = r.label("");
                    lock(r);
                    dropPageTableLock.run();
                    Register found = r.load(handles.at(page), RELAXED);
                    r.when(
                            found.isEqualTo(0),
                            () -> {
                                r.store(
                                        handles.at(page),
                                        EXISTS + flags(incoming) + HOLDER,
                                        RELAXED);
                                unlock(r);
                                r.assign(how, LEADS);
                                r.assign(handle, page);
                                r.gotoLabel(done);
                            });
                    when(r, found, incoming, FaultAction.IMPOSSIBLE, () -> bug(r));
                    when(
                            r,
                            found,
                            incoming,
                            FaultAction.RETRY_NOW,
                            () -> {
                                if (flaws.contains(NO_RETRY_ANSWER) && incoming.isRemote()) {
                                    waitForRetry(r, page, found);
                                } else {
                                    unlock(r);
                                }
                                r.gotoLabel(retry);
                            });
                    when(
                            r,
                            found,
                            incoming,
                            FaultAction.WAIT_THEN_RETRY,
                            () -> {
                                waitForRetry(r, page, found);
                                r.gotoLabel(retry);
                            });
                    if (!flaws.contains(FOLLOWS_INVALIDATION)) {
                        when(
                                r,
                                found,
                                incoming,
                                FaultAction.FOLLOW_WHILE_HELD,
                                () ->
                                        r.when(
                                                found.and(HOLDERS).isEqualTo(0),
                                                () -> {
                                                    unlock(r);
                                                    r.gotoLabel(retry);
                                                }));
                    }
                    long counted = HOLDER;
                    if (!flaws.contains(UNLIMITED)) {
                        counted += 1 << LIMIT_SHIFT;
                        r.when(
                                found.and(LIMIT).isEqualTo(MAX_FOLLOWERS),
                                () -> {
                                    waitForRetry(r, page, found);
                                    r.gotoLabel(retry);
                                });
                    }
                    r.store(
                            handles.at(page),
                            found.plus(counted).or(waiter(r, FOLLOWERS_SHIFT)),
                            RELAXED);
                    unlock(r);
                    r.await(handles.at(page), bitsClear(waiter(r, FOLLOWERS_SHIFT)), ACQUIRE);
                    r.assign(how, FOLLOWED);
                    r.assign(handle, page);
                    r.gotoLabel(done);
                    r.place(retry);
                    r.assign(how, RETRIES);
                    r.assign(handle, pages);
                    r.place(done);
                });
        return new Started(how, handle);
    }

    /** What {@link FaultHandles#start} found. */
    public record Started(Register how, Register handle) {}

    private static long waiter(Routine r, int shift) {
        return 1L << (shift + r.core());
    }

    private static long flags(Fault fault) {
        return (fault.isWrite() ? WRITE : 0) | (fault.isRemote() ? REMOTE : 0);
    }

    /** Where the handle found is one to which the incoming fault answers with the action. */
    private void when(
            Routine r, Register found, Fault incoming, FaultAction action, Runnable then) {
        Optional<Condition> condition = Optional.empty();
        for (Fault ongoing : Fault.values()) {
            for (boolean invalidated : new boolean[] {false, true}) {
                if (FaultAction.of(kernel, ongoing, invalidated, incoming) == action) {
                    long kind = flags(ongoing) | (invalidated ? INVALIDATE : 0);
                    Condition is = found.and(KIND).isEqualTo(kind);
                    condition = Optional.of(condition.map(is::or).orElse(is));
                }
            }
        }
        condition.ifPresent(any -> r.when(any, then));
    }

    /** {@code BUG}: an access outside of all memory. */
    private void bug(Routine r) {
        r.store(handles.at(pages), 0, RELAXED);
    }

    private void waitForRetry(Routine r, int page, Register found) {
        r.store(handles.at(page), found.or(waiter(r, retriersShift)), RELAXED);
        unlock(r);
        r.await(handles.at(page), bitsClear(waiter(r, retriersShift)), ACQUIRE);
    }

    /** {@code fh->ret = 0} and {@link #release}. */
    public void finish(Routine r, Register handle) {
        r.routine("__finish_fault_handling", () -> r.store(results.at(handle), 0, RELAXED));
        release(r, handle);
    }

    /**
     * {@code __finish_fault_handling}: the last holder frees the handle, and wakes who waits to
     * retry, unless an invalidation has the handle now; any other wakes who follows.
     */
    public void release(Routine r, Value handle) {
        r.locking(() -> {
            r.routine(
                    "__finish_fault_handling",
                    () -> {
                        lock(r);
                        Register held = r.load(handles.at(handle), RELAXED);
                        r.when(held.and(HOLDERS).isEqualTo(0), () -> r.ghostStore(MISUSED, 1));
                        Value left = held.minus(HOLDER);
                        Condition isLast = left.and(HOLDERS).isEqualTo(0);
                        Condition frees = held.and(INVALIDATE).isEqualTo(0);
                        if (!flaws.contains(LEADER_FREES)) {
                            frees = frees.and(isLast);
                        }
                        r.whenElse(
                                frees,
                                () -> free(r, handle, left),
                                () -> r.store(handles.at(handle), left.and(~followers), RELAXED));
                        unlock(r);
                    });
        });
    }

    /** Nothing is left in the word: all who wait wake up. */
    private void free(Routine r, Value handle, Value left) {
        r.store(handles.at(handle), 0, RELAXED);
        r.when(left.and(HOLDERS | followers).isNotEqualTo(0), () -> r.ghostStore(MISUSED, 1));
    }

    /**
     * {@code __start_invalidation}, entered with the page-table lock held, and left so: waits for
     * the fault in progress.
     *
     * @return 1 when there was a fault, whose handle {@link #finishInvalidation} has to free
     */
    public Register startInvalidation(Routine r, int page, PageTableLock pageTableLock) {
        Register waited = r.register("waited", 1);
        r.assign(waited, 0);
        if (flaws.contains(INVALIDATES_AT_ONCE)) {
            return waited;
        }
        r.routine(
                "__start_invalidation",
                () -> {
                    lock(r);
                    Register found = r.load(handles.at(page), RELAXED);
                    r.whenElse(
                            found.isEqualTo(0),
                            () -> unlock(r),
                            () -> {
                                r.when(found.and(INVALIDATE).isNotEqualTo(0), () -> bug(r));
                                r.store(handles.at(page), found.or(INVALIDATE), RELAXED);
                                unlock(r);
                                pageTableLock.unlock(r);
                                r.await(handles.at(page), bitsClear(HOLDERS), ACQUIRE);
                                pageTableLock.lock(r);
                                r.assign(waited, 1);
                            });
                });
        return waited;
    }

    /** {@code __finish_invalidation}. */
    public void finishInvalidation(Routine r, int page, Register waited) {
        r.when(
                waited.isNotEqualTo(0),
                () ->
                        r.routine(
                                "__finish_invalidation",
                                () -> {
                                    lock(r);
                                    Register held = r.load(handles.at(page), RELAXED);
                                    free(r, Value.constant(page), held);
                                    unlock(r);
                                }));
    }

    private void lock(Routine r) {
        r.locking(() -> {
            lock.ifPresent(bucket -> bucket.lock(r));
        });
    }

    private void unlock(Routine r) {
        r.locking(() -> {
            lock.ifPresent(bucket -> bucket.unlock(r));
        });
    }
}

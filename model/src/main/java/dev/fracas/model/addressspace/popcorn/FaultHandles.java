package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.addressspace.popcorn.HandleWord.HOLDER;
import static dev.fracas.model.addressspace.popcorn.HandleWord.HOLDERS;
import static dev.fracas.model.addressspace.popcorn.HandleWord.INVALIDATE;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.Test.bitsClear;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.popcorn.FaultAction.Fault;
import dev.fracas.model.kernel.Threads;
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

/**
 * Popcorn's fault handles, after {@code page_server.c}: one for each page whose fault a kernel is
 * handling. A fault that finds none makes one and leads; a fault that finds one does what {@link
 * FaultAction} says. An invalidation waits until no fault holds the handle, and keeps it meanwhile,
 * so that no new fault leads.
 *
 * <p>A handle is a word, which changes under the lock of its hash bucket; a kernel has one bucket
 * here, as it has few pages. A handle's address that is null is the number after the last page, so
 * that using it is an oops.
 */
public class FaultHandles {
    /** What {@link #start} says. */
    public static final int LEADS = 0;

    public static final int FOLLOWED = 1;
    public static final int RETRIES = 2;

    /** Whether a handle was freed twice or with somebody waiting, or counted below 0. */
    public static final Word MISUSED = Word.ghost("fault_handle misused", 1);

    private final Isa kernel;
    private final int pages;
    private final HandleWord word;
    private final FairSpinLock bucket;
    private final WordArray handles;
    private final WordArray results;

    public FaultHandles(AddressSpace space, Isa kernel) {
        this.kernel = kernel;
        pages = space.shape.pages();
        word = HandleWord.of(space.threads);
        bucket = new FairSpinLock(kernel.shortName() + " faults_lock", space.threads);
        handles = handles(kernel, pages, space.threads);
        results = WordArray.named(kernel.shortName() + " fault_handle.ret", pages).bits(1);
    }

    /** The words of the kernel's handles, 0 where a page has none. */
    public static WordArray handles(Isa kernel, int pages, Threads threads) {
        return WordArray.named(kernel.shortName() + " fault_handle", pages)
                .bits(HandleWord.of(threads).bits());
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
                                long made = HandleWord.EXISTS + HandleWord.flags(incoming) + HOLDER;
                                r.store(handles.at(page), made, RELAXED);
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
                                retryNow(r, page, found, incoming);
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
                    refuseUnheld(r, found, incoming, retry);
                    limitFollowers(r, page, found, retry);
                    follow(r, page, found);
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

    /** What a fault does when it finds a handle to which it answers with the action. */
    private void when(
            Routine r, Register found, Fault incoming, FaultAction action, Runnable then) {
        HandleWord.asksFor(action, kernel, found, incoming).ifPresent(asks -> r.when(asks, then));
    }

    /** {@code BUG}: an access outside of all memory. */
    private void bug(Routine r) {
        r.store(handles.at(pages), 0, RELAXED);
    }

    /** The fault starts over; a fault of the other kernel is told to do so. */
    protected void retryNow(Routine r, int page, Register found, Fault incoming) {
        unlock(r);
    }

    /** Sleeps on {@code waits_retry} until the handle is gone. */
    protected final void waitForRetry(Routine r, int page, Register found) {
        long me = word.retrier(r.core());
        r.store(handles.at(page), found.or(me), RELAXED);
        unlock(r);
        r.await(handles.at(page), bitsClear(me), ACQUIRE);
    }

    /** Nobody would wake a follower of a handle that only an invalidation has. */
    protected void refuseUnheld(Routine r, Register found, Fault incoming, Label retry) {
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

    /** Beyond {@code FH_ACTION_MAX_FOLLOWER} nobody follows. */
    protected void limitFollowers(Routine r, int page, Register found, Label retry) {
        r.when(
                found.and(HandleWord.LIMIT).isEqualTo(HandleWord.MAX_FOLLOWERS),
                () -> {
                    waitForRetry(r, page, found);
                    r.gotoLabel(retry);
                });
    }

    /** Sleeps on {@code waits} until the fault that leads is done. */
    private void follow(Routine r, int page, Register found) {
        long me = word.follower(r.core());
        r.store(handles.at(page), found.plus(oneFollower()).or(me), RELAXED);
        unlock(r);
        r.await(handles.at(page), bitsClear(me), ACQUIRE);
    }

    /** What whoever follows adds to the handle's counts. */
    protected long oneFollower() {
        return HOLDER + HandleWord.FOLLOWED;
    }

    /** {@code fh->ret = 0} and {@link #release}. */
    public void finish(Routine r, Register handle) {
        r.routine("__finish_fault_handling", () -> r.store(results.at(handle), 0, RELAXED));
        release(r, handle);
    }

    /**
     * {@code __finish_fault_handling}: the last holder frees the handle and wakes all that wait to
     * retry, unless an invalidation has the handle now; any other holder wakes the followers.
     */
    public void release(Routine r, Value handle) {
        r.locking(() -> drop(r, handle));
    }

    private void drop(Routine r, Value handle) {
        r.routine(
                "__finish_fault_handling",
                () -> {
                    lock(r);
                    Register held = r.load(handles.at(handle), RELAXED);
                    r.when(held.and(HOLDERS).isEqualTo(0), () -> r.ghostStore(MISUSED, 1));
                    Value left = held.minus(HOLDER);
                    r.whenElse(
                            frees(held, left),
                            () -> free(r, handle, left),
                            () -> {
                                Value woken = left.and(~word.followers());
                                r.store(handles.at(handle), woken, RELAXED);
                            });
                    unlock(r);
                });
    }

    /** Whether the holder that leaves {@code left} of the handle has to free it. */
    protected Condition frees(Register held, Value left) {
        return held.and(INVALIDATE).isEqualTo(0).and(left.and(HOLDERS).isEqualTo(0));
    }

    /** Nothing is left in the word: all waiters wake up. */
    private void free(Routine r, Value handle, Value left) {
        r.store(handles.at(handle), 0, RELAXED);
        Condition misused = left.and(HOLDERS | word.followers()).isNotEqualTo(0);
        r.when(misused, () -> r.ghostStore(MISUSED, 1));
    }

    /**
     * {@code __start_invalidation}, entered with the page-table lock held, and left so.
     *
     * @return 1 when there was a fault, whose handle {@link #finishInvalidation} has to free
     */
    public Register startInvalidation(Routine r, int page, PageTableLock pageTableLock) {
        Register waited = r.register("waited", 1);
        r.assign(waited, 0);
        waitForFault(r, page, pageTableLock, waited);
        return waited;
    }

    /** The invalidation takes the handle and waits until no fault holds it any more. */
    protected void waitForFault(Routine r, int page, PageTableLock pageTableLock, Register waited) {
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

    /** The lock of the hash bucket. */
    protected void lock(Routine r) {
        r.locking(() -> bucket.lock(r));
    }

    protected void unlock(Routine r) {
        r.locking(() -> bucket.unlock(r));
    }
}

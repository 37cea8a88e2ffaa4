package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.OWNERS_COPY_IS_CURRENT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.READ_RETURNS_LAST_WRITE;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Answer;
import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.Leads;
import dev.fracas.model.addressspace.popcorn.FaultAction.Fault;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import java.util.List;
import java.util.Set;

/**
 * The remote answers the origin: it gives up a copy of a page, or the page ({@code
 * __handle_remotefault_at_remote}), and invalidates its copy ({@code
 * process_page_invalidate_request}). Where a fault of its own is in progress it waits for that to
 * end. It never waits for the origin: a fault of its own that does is told by the origin to retry.
 */
public final class PageRequestAtRemote {
    public static final Flaw OWNER_KEPT =
            new Flaw(
                    "invalidation-keeps-owner",
                    "the remote invalidates its leaf and stays an owner of the page",
                    OWNERS_COPY_IS_CURRENT,
                    "dsm-write-ping-pong");
    public static final Flaw EARLY_ACK =
            new Flaw(
                    "invalidation-not-flushed",
                    "the remote acknowledges an invalidation without flushing its TLBs",
                    READ_RETURNS_LAST_WRITE,
                    "dsm-two-remote-readers-one-writer");
    public static final Flaw KEEPS_WRITABLE =
            new Flaw(
                    "remote-shares-without-flush",
                    "the remote answers the origin's read fault, write-protects its leaf and"
                            + " flushes no TLB",
                    READ_RETURNS_LAST_WRITE,
                    "dsm-write-ping-pong");

    public static final List<Flaw> FLAWS = List.of(OWNER_KEPT, EARLY_ACK, KEEPS_WRITABLE);

    private final RemoteContext remote;
    private final Set<Flaw> flaws;

    public PageRequestAtRemote(RemoteContext remote, Set<Flaw> flaws) {
        this.remote = remote;
        this.flaws = flaws;
    }

    /**
     * {@code process_remote_page_request}: the remote is the page's only owner.
     *
     * @return the answer
     */
    public Value handle(Routine r, int page, boolean write) {
        Register content = r.register("content", AddressSpace.CONTENT_BITS);
        r.routine(
                "__handle_remotefault_at_remote",
                () -> {
                    Label again = r.here("");
                    remote.mmapSem.downRead(r);
                    remote.ptl.lock(r);
                    Register how =
                            remote.faults
                                    .start(r, page, Fault.remote(write), () -> remote.ptl.unlock(r))
                                    .how();
                    r.when(
                            how.isEqualTo(FaultHandles.RETRIES),
                            () -> {
                                remote.mmapSem.upRead(r);
                                r.gotoLabel(again);
                            });
                    r.noted(
                            new Leads(page),
                            () -> {
                                remote.ptl.lock(r);
                                Register leaf = r.load(remote.leaf(page), RELAXED);
                                if (write) {
                                    giveUp(r, page, leaf);
                                } else if (flaws.contains(KEEPS_WRITABLE)) {
                                    remote.storeWriteProtected(r, page, leaf);
                                } else {
                                    remote.writeProtect(r, page, leaf);
                                }
                                remote.ptl.unlock(r);
                                r.assign(content, remote.content(r, leaf));
                            });
                    remote.faults.release(r, Value.constant(page));
                    remote.mmapSem.upRead(r);
                });
        return Answer.data(content);
    }

    private void giveUp(Routine r, int page, Register leaf) {
        remote.pages.remove(r, page, Ownership.REMOTE);
        remote.makeInvalid(r, page, leaf);
    }

    /**
     * {@code process_page_invalidate_request}.
     *
     * @return the acknowledgement
     */
    public Value invalidate(Routine r, int page) {
        r.routine(
                "__do_invalidate_page",
                () -> {
                    remote.mmapSem.downRead(r);
                    remote.ptl.lock(r);
                    Register waited = remote.faults.startInvalidation(r, page, remote.ptl);
                    Register leaf = r.load(remote.leaf(page), RELAXED);
                    if (!flaws.contains(OWNER_KEPT)) {
                        remote.pages.remove(r, page, Ownership.REMOTE);
                    }
                    if (flaws.contains(EARLY_ACK)) {
                        remote.storeInvalid(r, page, leaf);
                    } else {
                        remote.makeInvalid(r, page, leaf);
                    }
                    remote.ptl.unlock(r);
                    remote.faults.finishInvalidation(r, page, waited);
                    remote.mmapSem.upRead(r);
                });
        return Answer.done();
    }
}

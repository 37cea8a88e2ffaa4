package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.program.MemoryOrder.RELAXED;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Leads;
import dev.fracas.model.addressspace.PageAnswer;
import dev.fracas.model.addressspace.popcorn.FaultAction.Fault;
import dev.fracas.model.kernel.messaging.Answer;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;

/**
 * The remote answers the origin: it sends a page for a fault of the origin's, after {@code
 * __handle_remotefault_at_remote}, and invalidates its copy, after {@code
 * process_page_invalidate_request}. It waits for a fault of its own that is in progress, but not
 * for the origin: the origin tells a fault of the remote's that waits for it to retry.
 */
public class PageRequestAtRemote {
    protected final RemoteContext remote;

    public PageRequestAtRemote(DistributedProcess process) {
        remote = process.remote();
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
                                } else {
                                    writeProtect(r, page, leaf);
                                }
                                remote.ptl.unlock(r);
                                r.assign(content, remote.content(r, leaf));
                            });
                    remote.faults.release(r, Value.constant(page));
                    remote.mmapSem.upRead(r);
                });
        return PageAnswer.data(content);
    }

    protected void writeProtect(Routine r, int page, Register leaf) {
        remote.writeProtect(r, page, leaf);
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
                    disown(r, page);
                    makeInvalid(r, page, leaf);
                    remote.ptl.unlock(r);
                    remote.faults.finishInvalidation(r, page, waited);
                    remote.mmapSem.upRead(r);
                });
        return Answer.done();
    }

    protected void disown(Routine r, int page) {
        remote.pages.remove(r, page, Ownership.REMOTE);
    }

    protected void makeInvalid(Routine r, int page, Register leaf) {
        remote.makeInvalid(r, page, leaf);
    }
}

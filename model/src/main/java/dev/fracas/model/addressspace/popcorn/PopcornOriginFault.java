package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Doing;
import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.addressspace.Leads;
import dev.fracas.model.addressspace.PageAnswer;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.addressspace.AddressSpaceView;

/**
 * A fault of a thread at the origin, after {@code __handle_localfault_at_origin}. A page that is
 * not distributed is handled as Linux does. Of a distributed page the origin either has a copy, so
 * that only a write faults, which invalidates the remote's copy and waits until that is
 * acknowledged; or it has none, and fetches the remote's.
 */
public class PopcornOriginFault implements FaultHandler {
    private final AddressSpace space;
    private final RemoteContext origin;
    private final RemoteContext remote;
    private final OrdinaryFault ordinary;

    public PopcornOriginFault(DistributedProcess process) {
        space = process.space();
        origin = process.origin();
        remote = process.remote();
        ordinary = new OrdinaryFault(space);
    }

    @Override
    public void handle(Routine r, int page, boolean write, Register signal) {
        r.noted(
                Doing.FAULTS,
                () ->
                        r.routine(
                                "do_user_addr_fault",
                                () -> {
                                    Label again = r.here("");
                                    origin.mmapSem.downRead(r);
                                    Register permission = r.load(space.vma(X86_64, page), RELAXED);
                                    r.whenElse(
                                            permission.isLessThan(
                                                    Value.constant(permissionNeeded(write))),
                                            () -> r.assign(signal, 1),
                                            () ->
                                                    handlePteFault(
                                                            r, page, write, permission, again));
                                    origin.mmapSem.upRead(r);
                                    r.fence("iret");
                                }));
    }

    /** {@code access_error}. */
    protected int permissionNeeded(boolean write) {
        return write ? AddressSpaceView.READ_WRITE : AddressSpaceView.READ;
    }

    private void handlePteFault(
            Routine r, int page, boolean write, Register permission, Label again) {
        r.routine(
                "page_server_handle_pte_fault",
                () -> {
                    Label done = r.label("");
                    ordinary.allocateTable(r, page);
                    Register leaf = r.load(origin.leaf(page), RELAXED);
                    r.when(
                            isNone(leaf),
                            () -> {
                                ordinary.handle(r, page, write, permission, leaf);
                                r.gotoLabel(done);
                            });
                    Register owners = origin.pages.load(r, page);
                    r.when(
                            owners.and(Ownership.DISTRIBUTED).isEqualTo(0),
                            () -> {
                                ordinary.handle(r, page, write, permission, leaf);
                                r.gotoLabel(done);
                            });
                    r.gotoWhen(RemoteContext.allows(leaf, write), done);
                    localFault(r, page, write, leaf, again, done);
                    r.place(done);
                });
    }

    private void localFault(
            Routine r, int page, boolean write, Register leaf, Label again, Label done) {
        r.routine(
                "__handle_localfault_at_origin",
                () -> {
                    origin.ptl.lock(r);
                    Register now = r.load(origin.leaf(page), RELAXED);
                    r.when(
                            now.isNotEqualTo(leaf),
                            () -> {
                                origin.ptl.unlock(r);
                                r.gotoLabel(done);
                            });
                    Register how =
                            origin.faults.start(r, page, write, () -> origin.ptl.unlock(r)).how();
                    r.when(
                            how.isEqualTo(FaultHandles.RETRIES),
                            () -> {
                                origin.mmapSem.upRead(r);
                                r.gotoLabel(again);
                            });
                    r.when(
                            how.isEqualTo(FaultHandles.LEADS),
                            () -> r.noted(new Leads(page), () -> lead(r, page, write, leaf)));
                    origin.faults.release(r, Value.constant(page));
                });
    }

    private void lead(Routine r, int page, boolean write, Register leaf) {
        Register owners = origin.pages.load(r, page);
        r.whenElse(
                owners.and(Ownership.ORIGIN).isEqualTo(0),
                () -> r.routine("__claim_remote_page", () -> fetch(r, page, write, leaf)),
                () -> {
                    // A page that the origin owns is there to be read.
                    if (write) {
                        r.routine("__claim_local_page", () -> claim(r, page, leaf, owners));
                    }
                });
    }

    /** The origin's copy is current and becomes the only one. */
    private void claim(Routine r, int page, Register leaf, Register owners) {
        r.when(owners.and(Ownership.REMOTE).isNotEqualTo(0), () -> invalidateRemote(r, page, leaf));
        becomeWriter(r, page, leaf);
    }

    /**
     * Ends when the remote has acknowledged; {@code leaf} is the origin's, which stays as it is.
     */
    protected void invalidateRemote(Routine r, int page, Register leaf) {
        sendInvalidation(r, page);
        awaitInvalidation(r, page);
    }

    protected final void sendInvalidation(Routine r, int page) {
        remote.messages.send(r, Request.INVALIDATE.of(page));
    }

    protected final void awaitInvalidation(Routine r, int page) {
        r.noted(
                Doing.AWAITS_INVALIDATION,
                () -> remote.messages.awaitAnswer(r, Request.INVALIDATE.of(page)));
    }

    protected final void becomeWriter(Routine r, int page, Register leaf) {
        origin.ptl.lock(r);
        origin.pages.remove(r, page, Ownership.REMOTE);
        origin.makeValid(r, page, true, frameOf(leaf));
        origin.ptl.unlock(r);
    }

    /** The remote's copy is the current one. */
    private void fetch(Routine r, int page, boolean write, Register leaf) {
        Register answer = remote.messages.ask(r, Request.page(write).of(page));
        receive(r, page, write, leaf, answer);
    }

    /** The page is copied before the leaf is valid. */
    protected void receive(Routine r, int page, boolean write, Register leaf, Register answer) {
        copy(r, leaf, answer);
        makeValid(r, page, write, leaf);
    }

    protected final void makeValid(Routine r, int page, boolean write, Register leaf) {
        origin.ptl.lock(r);
        origin.makeValid(r, page, write, frameOf(leaf));
        origin.pages.add(r, page, Ownership.ORIGIN);
        if (write) {
            origin.pages.remove(r, page, Ownership.REMOTE);
        }
        origin.ptl.unlock(r);
    }

    protected final void copy(Routine r, Register leaf, Register answer) {
        Register frame = r.register("page", space.frames.bits());
        r.assign(frame, frameOf(leaf));
        r.store(space.frames.content.at(frame), PageAnswer.content(answer), RELAXED);
    }
}

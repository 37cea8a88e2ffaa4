package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.addressspace.AddressSpace.isPresent;
import static dev.fracas.model.addressspace.AddressSpace.mapsZeroPage;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Leads;
import dev.fracas.model.addressspace.PageAnswer;
import dev.fracas.model.addressspace.popcorn.FaultAction.Fault;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;

/**
 * The origin answers a fault of the remote, after {@code process_remote_page_request} and {@code
 * __handle_remotefault_at_origin}. A page without a leaf is given one first, as by a fault of the
 * origin's own, with a frame even when it is to be read; completed: so is a page that the origin
 * has mapped to the zero page. For a read the origin keeps its copy, write-protected; for a write
 * it gives the copy up. It takes the content once none of its TLBs lets anyone write.
 */
public class PageRequestAtOrigin {
    private final AddressSpace space;
    protected final RemoteContext origin;
    private final OrdinaryFault ordinary;

    public PageRequestAtOrigin(DistributedProcess process) {
        space = process.space();
        origin = process.origin();
        ordinary = new OrdinaryFault(space);
    }

    /**
     * By the thread that serves the origin's messages.
     *
     * @return the answer
     */
    public Value handle(Routine r, int page, boolean write) {
        Register answer = r.register("answer", PageAnswer.BITS);
        r.routine(
                "process_remote_page_request",
                () -> {
                    Label busy = r.label("");
                    Label out = r.label("");
                    takeMmapSem(r, busy);
                    Register permission = r.load(space.vma(X86_64, page), RELAXED);
                    r.whenElse(
                            permission.isEqualTo(0),
                            () -> r.assign(answer, PageAnswer.NO_VMA),
                            () -> remoteFault(r, page, write, permission, answer));
                    origin.mmapSem.upRead(r);
                    r.gotoLabel(out);
                    r.place(busy);
                    r.assign(answer, PageAnswer.RETRY);
                    r.place(out);
                });
        return answer;
    }

    /** Tries once, and never waits. Popcorn tries five times; in between, a munmap may go on. */
    protected void takeMmapSem(Routine r, Label busy) {
        origin.mmapSem.tryDownRead(r, busy);
    }

    private void remoteFault(
            Routine r, int page, boolean write, Register permission, Register answer) {
        r.routine(
                "__handle_remotefault_at_origin",
                () -> {
                    Label out = r.label("");
                    Label again = r.here("");
                    ordinary.allocateTable(r, page);
                    origin.ptl.lock(r);
                    Register leaf = r.load(origin.leaf(page), RELAXED);
                    r.when(
                            needsFrame(leaf),
                            () -> {
                                origin.ptl.unlock(r);
                                ordinary.giveFrame(r, page, permission, leaf);
                                r.gotoLabel(again);
                            });
                    Register how =
                            origin.faults
                                    .start(r, page, Fault.remote(write), () -> origin.ptl.unlock(r))
                                    .how();
                    r.when(
                            how.isEqualTo(FaultHandles.RETRIES),
                            () -> {
                                r.assign(answer, PageAnswer.RETRY);
                                r.gotoLabel(out);
                            });
                    r.noted(new Leads(page), () -> lead(r, page, write, answer));
                    origin.faults.release(r, Value.constant(page));
                    r.place(out);
                });
    }

    /** A page that is sent has a frame of its own, not the zero page. */
    protected Condition needsFrame(Register leaf) {
        return isNone(leaf).or(isPresent(leaf).and(mapsZeroPage(leaf)));
    }

    private void lead(Routine r, int page, boolean write, Register answer) {
        Register owners = origin.pages.load(r, page);
        origin.ptl.lock(r);
        Register leaf = r.load(origin.leaf(page), RELAXED);
        Register content = r.register("content", AddressSpace.CONTENT_BITS);
        demote(r, page, write, leaf, content);
        origin.ptl.unlock(r);
        r.whenElse(
                owners.and(Ownership.REMOTE).isNotEqualTo(0),
                () -> r.assign(answer, PageAnswer.DONE),
                () -> {
                    takeContent(r, leaf, content);
                    r.assign(answer, PageAnswer.data(content));
                });
    }

    /** The origin shares its copy, or gives it up; its content is taken after that. */
    protected void demote(Routine r, int page, boolean write, Register leaf, Register content) {
        if (write) {
            giveUp(r, page, leaf);
        } else {
            share(r, page, leaf);
        }
    }

    private void share(Routine r, int page, Register leaf) {
        origin.pages.add(r, page, Ownership.DISTRIBUTED | Ownership.ORIGIN | Ownership.REMOTE);
        writeProtect(r, page, leaf);
    }

    protected void writeProtect(Routine r, int page, Register leaf) {
        origin.writeProtect(r, page, leaf);
    }

    private void giveUp(Routine r, int page, Register leaf) {
        origin.pages.add(r, page, Ownership.DISTRIBUTED | Ownership.REMOTE);
        origin.pages.remove(r, page, Ownership.ORIGIN);
        makeInvalid(r, page, leaf);
    }

    protected void makeInvalid(Routine r, int page, Register leaf) {
        origin.makeInvalid(r, page, leaf);
    }

    /** Here no TLB of the origin lets anyone write any more. */
    protected void takeContent(Routine r, Register leaf, Register content) {
        r.assign(content, origin.content(r, leaf));
    }
}

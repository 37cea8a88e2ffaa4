package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;

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
 * A fault of a migrated thread, after {@code __handle_localfault_at_remote}: the remote asks the
 * origin for the page by message and copies it into a frame of its own. It holds its {@code
 * mmap_sem} for reading all the while, and drops it where the fault has to start over.
 *
 * <p>The remote does not ask for a VMA that it lacks: in the beginning of a workload it knows them
 * all, and one that is gone here is gone at the origin.
 */
public class PopcornRemoteFault implements FaultHandler {
    private final AddressSpace space;
    private final RemoteContext origin;
    private final RemoteContext remote;

    public PopcornRemoteFault(DistributedProcess process) {
        space = process.space();
        origin = process.origin();
        remote = process.remote();
    }

    @Override
    public void handle(Routine r, int page, boolean write, Register signal) {
        int needed = write ? AddressSpaceView.READ_WRITE : AddressSpaceView.READ;
        r.noted(
                Doing.FAULTS,
                () ->
                        r.routine(
                                "do_page_fault",
                                () -> {
                                    Label again = r.here("");
                                    remote.mmapSem.downRead(r);
                                    Register permission = r.load(space.vma(AARCH64, page), RELAXED);
                                    r.whenElse(
                                            permission.isLessThan(Value.constant(needed)),
                                            () -> r.assign(signal, 1),
                                            () -> handlePteFault(r, page, write, signal, again));
                                    remote.mmapSem.upRead(r);
                                    r.fence("eret");
                                }));
    }

    private void handlePteFault(Routine r, int page, boolean write, Register signal, Label again) {
        r.routine(
                "page_server_handle_pte_fault",
                () -> {
                    Label done = r.label("");
                    Register leaf = r.load(remote.leaf(page), RELAXED);
                    r.gotoWhen(RemoteContext.allows(leaf, write), done);
                    localFault(r, page, write, leaf, signal, again, done);
                    r.place(done);
                });
    }

    private void localFault(
            Routine r,
            int page,
            boolean write,
            Register leaf,
            Register signal,
            Label again,
            Label done) {
        r.routine(
                "__handle_localfault_at_remote",
                () -> {
                    remote.ptl.lock(r);
                    Register now = r.load(remote.leaf(page), RELAXED);
                    r.when(
                            now.isNotEqualTo(leaf),
                            () -> {
                                remote.ptl.unlock(r);
                                r.gotoLabel(done);
                            });
                    Label retry = r.label("");
                    Register how =
                            remote.faults.start(r, page, write, () -> remote.ptl.unlock(r)).how();
                    r.gotoWhen(how.isEqualTo(FaultHandles.RETRIES), retry);
                    Register answer = r.register("result", PageAnswer.BITS);
                    r.assign(answer, PageAnswer.DONE);
                    r.when(
                            how.isEqualTo(FaultHandles.LEADS),
                            () ->
                                    r.noted(
                                            new Leads(page),
                                            () -> lead(r, page, write, leaf, answer)));
                    remote.faults.release(r, Value.constant(page));
                    r.when(
                            PageAnswer.says(answer, PageAnswer.NO_VMA),
                            () -> {
                                r.assign(signal, 1);
                                r.gotoLabel(done);
                            });
                    r.gotoWhen(PageAnswer.says(answer, PageAnswer.RETRY).not(), done);
                    r.place(retry);
                    remote.mmapSem.upRead(r);
                    r.gotoLabel(again);
                });
    }

    /** The message to the origin, and what is done with the answer. */
    public void lead(Routine r, int page, boolean write, Register leaf, Register result) {
        Register frame = r.register("new_page", space.frames.bits());
        r.whenElse(
                isNone(leaf),
                () -> r.assign(frame, space.frames.allocate(r, page)),
                () -> r.assign(frame, frameOf(leaf)));
        r.assign(result, origin.messages.ask(r, Request.page(write).of(page)));
        Label failed = r.label("");
        Label done = r.label("");
        gotoWhenRefused(r, result, failed);
        r.when(
                PageAnswer.says(result, PageAnswer.DATA),
                () -> r.store(space.frames.content.at(frame), PageAnswer.content(result), RELAXED));
        remote.ptl.lock(r);
        remote.makeValid(r, page, write, frame);
        r.when(isNone(leaf), () -> space.ghosts.countResident(r, AARCH64, 1));
        remote.pages.add(r, page, Ownership.DISTRIBUTED | Ownership.REMOTE);
        remote.ptl.unlock(r);
        r.assign(result, PageAnswer.DONE);
        r.gotoLabel(done);
        r.place(failed);
        r.when(isNone(leaf), () -> space.frames.free(r, frame));
        r.place(done);
    }

    /** The origin has told the fault to retry, or has no VMA. */
    protected void gotoWhenRefused(Routine r, Register result, Label failed) {
        r.gotoWhen(PageAnswer.says(result, PageAnswer.RETRY), failed);
        r.gotoWhen(PageAnswer.says(result, PageAnswer.NO_VMA), failed);
    }
}

package dev.fracas.model.addressspace;

import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.L5;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.L6;

import dev.fracas.model.program.MemoryOrder;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import java.util.List;
import java.util.Set;

/** Stramash as the paper describes it, completed where the paper is silent. */
final class StramashPaper implements Kernel {
    static final Flaw SILENT_ANSWER =
            new Flaw(
                    "fallback-answered-silently",
                    "the origin's answer to a remote fault is not followed by an interrupt",
                    L5,
                    "missing-table-falls-back");

    static final Flaw LOOKS_ONCE =
            new Flaw(
                    "server-looks-once",
                    "the thread that serves messages looks for each request once after an interrupt,"
                            + " and takes interrupts while it waits for an answer",
                    L6,
                    "two-remote-unmaps");

    /** The defects of what is in this file: the messages. */
    static final List<Flaw> FLAWS = List.of(SILENT_ANSWER, LOOKS_ONCE);

    private final AddressSpace space;
    private final Set<Flaw> flaws;
    private final OriginFault originFault;
    private final RemoteFault remoteFault;
    private final Unmapping unmapping;
    private final ProcessExit exit;
    private final Forking forking;

    StramashPaper(AddressSpace space, Set<Flaw> flaws) {
        this.space = space;
        this.flaws = flaws;
        if (flaws.contains(LOOKS_ONCE)) {
            space.toX86.looksOnce();
        }
        originFault = new OriginFault(space, flaws);
        remoteFault = new RemoteFault(space, flaws);
        unmapping = new Unmapping(space, flaws);
        forking = new Forking(space, unmapping, flaws);
        exit = new ProcessExit(space, unmapping, flaws);
    }

    @Override
    public void fault(Routine r, int page, boolean write, Register signal) {
        if (r.isa() == X86_64) {
            originFault.handle(r, page, write, signal);
        } else {
            remoteFault.handle(r, page, write, signal);
        }
    }

    @Override
    public void munmap(Routine r, int page) {
        if (r.isa() == X86_64) {
            unmapping.munmap(r, page);
        } else {
            space.toX86.ask(r, Mailbox.Request.UNMAP, page);
        }
    }

    @Override
    public void protect(Routine r, int page) {
        if (r.isa() == X86_64) {
            unmapping.protect(r, page);
        } else {
            space.toX86.ask(r, Mailbox.Request.PROTECT, page);
        }
    }

    @Override
    public void fork(Routine r, int page, int childPage) {
        forking.fork(r, page, childPage);
    }

    @Override
    public void exit(Routine r) {
        exit.exit(r);
    }

    @Override
    public boolean stopsRemoteThreads() {
        return true;
    }

    @Override
    public void serve(Routine r) {
        if (r.isa() == AARCH64) {
            space.toArm.serve(r, (request, page) -> serveAtRemote(r, request, page));
        } else {
            space.toX86.serve(
                    r,
                    !flaws.contains(SILENT_ANSWER),
                    (request, page) -> serveAtOrigin(r, request, page));
        }
    }

    private void serveAtRemote(Routine r, Mailbox.Request request, int page) {
        switch (request) {
            case UNMAP -> unmapping.unmapAtRemote(r, page);
            case PROTECT -> unmapping.protectAtRemote(r, page);
            case DROP_LEAF -> unmapping.dropLeaf(r, page);
            case WRITE_PROTECT -> unmapping.protectTable(r, AARCH64, page);
            case STOP -> exit.stopThreads(r);
            case FAULT -> throw new IllegalStateException("the remote serves no faults");
        }
    }

    private void serveAtOrigin(Routine r, Mailbox.Request request, int page) {
        switch (request) {
            case UNMAP -> unmapping.munmap(r, page);
            case PROTECT -> unmapping.protect(r, page);
            case FAULT -> serveFault(r, page);
            case STOP, DROP_LEAF, WRITE_PROTECT ->
                    throw new IllegalStateException("nobody asks the origin for " + request);
        }
    }

    /** {@code process_remote_page_request}. */
    private void serveFault(Routine r, int page) {
        r.routine(
                "process_remote_page_request",
                () -> {
                    space.originMmapSem(page).downRead(r);
                    Register permission = r.load(space.vma(X86_64, page), MemoryOrder.RELAXED);
                    r.when(
                            permission.isEqualTo(2),
                            () -> originFault.handleMmFault(r, page, true, permission));
                    r.when(
                            permission.isEqualTo(1),
                            () -> originFault.handleMmFault(r, page, false, permission));
                    space.originMmapSem(page).upRead(r);
                });
    }
}

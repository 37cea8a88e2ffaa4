package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.addressspace.AddressSpace.mapsZeroPage;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.DISTRIBUTED_FAULT_ENDS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.READ_RETURNS_LAST_WRITE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.SINGLE_WRITER_OR_MANY_READERS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Answer;
import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.Leads;
import dev.fracas.model.addressspace.popcorn.FaultAction.Fault;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import java.util.List;
import java.util.Set;

/**
 * The origin answers a fault of the remote ({@code process_remote_page_request}, {@code
 * __handle_remotefault_at_origin}). A page without a leaf is given one first, as by a fault of the
 * origin's own, with a frame even when it is to be read; completed: so is a page that the origin
 * has mapped to the zero page. For a read the origin keeps its copy, write-protected; for a write
 * it gives it up. The content is taken when no TLB of the origin lets anyone write any more.
 */
public final class PageRequestAtOrigin {
    public static final Flaw NO_WRITE_PROTECT =
            new Flaw(
                    "origin-shares-writable",
                    "the origin answers a read fault and keeps its own leaf writable",
                    SINGLE_WRITER_OR_MANY_READERS,
                    "dsm-write-ping-pong");
    public static final Flaw EARLY_COPY =
            new Flaw(
                    "page-copied-before-flush",
                    "the origin takes the page's content before it flushes the TLBs of its cores",
                    READ_RETURNS_LAST_WRITE,
                    "dsm-local-write-against-remote-fault");
    public static final Flaw NO_FLUSH =
            new Flaw(
                    "page-given-up-without-flush",
                    "the origin gives its copy up to a remote writer and flushes no TLB",
                    READ_RETURNS_LAST_WRITE,
                    "dsm-write-ping-pong");
    public static final Flaw SHARES_ZERO_PAGE =
            new Flaw(
                    "origin-distributes-zero-page",
                    "the origin distributes a page that it has mapped to the zero page, and"
                            + " fetches it back into that",
                    WRITABLE_ONLY_WHERE_EXCLUSIVE,
                    "dsm-local-write-against-remote-fault");
    public static final Flaw WAITS_FOR_VMAS =
            new Flaw(
                    "page-request-waits-for-mmap-sem",
                    "the origin waits for its mmap_sem while the remote waits for the page",
                    DISTRIBUTED_FAULT_ENDS,
                    "unmap-against-remote-fault");

    public static final List<Flaw> FLAWS =
            List.of(NO_WRITE_PROTECT, EARLY_COPY, NO_FLUSH, SHARES_ZERO_PAGE, WAITS_FOR_VMAS);

    private final AddressSpace space;
    private final RemoteContext origin;
    private final OrdinaryFault ordinary;
    private final Set<Flaw> flaws;

    public PageRequestAtOrigin(
            AddressSpace space, RemoteContext origin, OrdinaryFault ordinary, Set<Flaw> flaws) {
        this.space = space;
        this.origin = origin;
        this.ordinary = ordinary;
        this.flaws = flaws;
    }

    /**
     * By the thread that serves the origin's messages.
     *
     * @return the answer
     */
    public Value handle(Routine r, int page, boolean write) {
        Register answer = r.register("answer", Answer.BITS);
        r.routine(
                "process_remote_page_request",
                () -> {
                    Label busy = r.label("");
                    Label out = r.label("");
                    if (flaws.contains(WAITS_FOR_VMAS)) {
                        origin.mmapSem.downRead(r);
                    } else {
                        // Popcorn tries five times, and in between a munmap could go on.
                        origin.mmapSem.tryDownRead(r, busy);
                    }
                    Register permission = r.load(space.vma(X86_64, page), RELAXED);
                    r.whenElse(
                            permission.isEqualTo(0),
                            () -> r.assign(answer, Answer.NO_VMA),
                            () -> remoteFault(r, page, write, permission, answer));
                    origin.mmapSem.upRead(r);
                    r.gotoLabel(out);
                    r.place(busy);
                    r.assign(answer, Answer.RETRY);
                    r.place(out);
                });
        return answer;
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
                    Condition needsFrame =
                            flaws.contains(SHARES_ZERO_PAGE)
                                    ? isNone(leaf)
                                    : isNone(leaf)
                                            .or(
                                                    AddressSpace.isPresent(leaf)
                                                            .and(mapsZeroPage(leaf)));
                    r.when(
                            needsFrame,
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
                                r.assign(answer, Answer.RETRY);
                                r.gotoLabel(out);
                            });
                    r.noted(new Leads(page), () -> lead(r, page, write, answer));
                    origin.faults.release(r, Value.constant(page));
                    r.place(out);
                });
    }

    private void lead(Routine r, int page, boolean write, Register answer) {
        Register owners = origin.pages.load(r, page);
        origin.ptl.lock(r);
        Register leaf = r.load(origin.leaf(page), RELAXED);
        Register content = r.register("content", AddressSpace.CONTENT_BITS);
        if (flaws.contains(EARLY_COPY)) {
            r.assign(content, origin.content(r, leaf));
        }
        if (write) {
            giveUp(r, page, leaf);
        } else {
            share(r, page, leaf);
        }
        origin.ptl.unlock(r);
        r.whenElse(
                owners.and(Ownership.REMOTE).isNotEqualTo(0),
                () -> r.assign(answer, Answer.DONE),
                () -> {
                    if (!flaws.contains(EARLY_COPY)) {
                        r.assign(content, origin.content(r, leaf));
                    }
                    r.assign(answer, Answer.data(content));
                });
    }

    private void share(Routine r, int page, Register leaf) {
        origin.pages.add(r, page, Ownership.DISTRIBUTED | Ownership.ORIGIN | Ownership.REMOTE);
        if (!flaws.contains(NO_WRITE_PROTECT)) {
            origin.writeProtect(r, page, leaf);
        }
    }

    private void giveUp(Routine r, int page, Register leaf) {
        origin.pages.add(r, page, Ownership.DISTRIBUTED | Ownership.REMOTE);
        origin.pages.remove(r, page, Ownership.ORIGIN);
        if (flaws.contains(NO_FLUSH)) {
            origin.storeInvalid(r, page, leaf);
        } else {
            origin.makeInvalid(r, page, leaf);
        }
    }
}

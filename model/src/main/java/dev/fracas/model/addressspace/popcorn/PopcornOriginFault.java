package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.READ_RETURNS_LAST_WRITE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.SINGLE_WRITER_OR_MANY_READERS;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Answer;
import dev.fracas.model.addressspace.Doing;
import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.Leads;
import dev.fracas.model.addressspace.Mailbox.Request;
import dev.fracas.model.addressspace.fused.OriginFault;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.List;
import java.util.Set;

/**
 * A fault of a thread at the origin ({@code __handle_localfault_at_origin}). A page that is not
 * distributed takes the ordinary way. Of a distributed one the origin either has a copy, so that
 * only a write faults, which invalidates the remote's copy and waits for that; or it has none, and
 * fetches one from the remote.
 */
public final class PopcornOriginFault implements FaultHandler {
    public static final Flaw NOT_AWAITED =
            new Flaw(
                    "invalidation-not-awaited",
                    "the origin makes its copy writable before the remote has acknowledged the"
                            + " invalidation of its own",
                    SINGLE_WRITER_OR_MANY_READERS,
                    "dsm-local-write-against-remote-fault");
    public static final Flaw LATE_COPY =
            new Flaw(
                    "fetched-page-valid-before-copied",
                    "the origin makes its leaf valid before it has copied the page that it fetched",
                    READ_RETURNS_LAST_WRITE,
                    "dsm-two-origin-threads-one-remote");

    public static final List<Flaw> FLAWS = List.of(NOT_AWAITED, LATE_COPY);

    private final AddressSpace space;
    private final RemoteContext origin;
    private final RemoteContext remote;
    private final OrdinaryFault ordinary;
    private final Set<Flaw> flaws;

    public PopcornOriginFault(
            AddressSpace space,
            RemoteContext origin,
            RemoteContext remote,
            OrdinaryFault ordinary,
            Set<Flaw> flaws) {
        this.space = space;
        this.origin = origin;
        this.remote = remote;
        this.ordinary = ordinary;
        this.flaws = flaws;
    }

    @Override
    public void handle(Routine r, int page, boolean write, Register signal) {
        boolean checksWrite = write && !flaws.contains(OriginFault.NO_ACCESS_CHECK);
        int needed = checksWrite ? AddressSpaceView.READ_WRITE : AddressSpaceView.READ;
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
                                            permission.isLessThan(Value.constant(needed)),
                                            () -> r.assign(signal, 1),
                                            () ->
                                                    handlePteFault(
                                                            r, page, write, permission, again));
                                    origin.mmapSem.upRead(r);
                                    r.fence("iret");
                                }));
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
                () -> fetch(r, page, write, leaf),
                () -> {
                    // A page that the origin owns is there to be read.
                    if (write) {
                        claim(r, page, leaf, owners);
                    }
                });
    }

    /** The origin's copy is current and becomes the only one. */
    private void claim(Routine r, int page, Register leaf, Register owners) {
        r.routine(
                "__claim_local_page",
                () -> {
                    r.when(
                            owners.and(Ownership.REMOTE).isNotEqualTo(0),
                            () -> {
                                remote.messages.send(r, Request.INVALIDATE, page);
                                if (flaws.contains(NOT_AWAITED)) {
                                    becomeWriter(r, page, leaf);
                                }
                                r.noted(
                                        Doing.AWAITS_INVALIDATION,
                                        () -> remote.messages.awaitAnswer(r, Request.INVALIDATE));
                            });
                    becomeWriter(r, page, leaf);
                });
    }

    private void becomeWriter(Routine r, int page, Register leaf) {
        origin.ptl.lock(r);
        origin.pages.remove(r, page, Ownership.REMOTE);
        origin.makeValid(r, page, true, frameOf(leaf));
        origin.ptl.unlock(r);
    }

    /** The remote's copy is the current one. */
    private void fetch(Routine r, int page, boolean write, Register leaf) {
        r.routine(
                "__claim_remote_page",
                () -> {
                    Register answer = remote.messages.ask(r, Request.page(write), page);
                    if (!flaws.contains(LATE_COPY)) {
                        copy(r, leaf, answer);
                    }
                    origin.ptl.lock(r);
                    origin.makeValid(r, page, write, frameOf(leaf));
                    origin.pages.add(r, page, Ownership.ORIGIN);
                    if (write) {
                        origin.pages.remove(r, page, Ownership.REMOTE);
                    }
                    origin.ptl.unlock(r);
                    if (flaws.contains(LATE_COPY)) {
                        copy(r, leaf, answer);
                    }
                });
    }

    private void copy(Routine r, Register leaf, Register answer) {
        Register frame = r.register("page", space.frames.bits());
        r.assign(frame, frameOf(leaf));
        r.store(space.frames.content.at(frame), Answer.content(answer), RELAXED);
    }
}

package dev.fracas.model.addressspace.released;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.leafOf;
import static dev.fracas.model.addressspace.AddressSpace.writableBy;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Doing;
import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.addressspace.Ghosts;
import dev.fracas.model.addressspace.Leads;
import dev.fracas.model.addressspace.PageAnswer;
import dev.fracas.model.addressspace.VmaWalk;
import dev.fracas.model.addressspace.popcorn.FaultHandles;
import dev.fracas.model.addressspace.popcorn.Ownership;
import dev.fracas.model.addressspace.popcorn.PopcornRemoteFault;
import dev.fracas.model.addressspace.popcorn.RemoteContext;
import dev.fracas.model.kernel.locking.PageTableLock;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.Optional;

/**
 * The Arm kernel's fault handler as released: {@code page_server.c} of the Arm tree, {@code
 * __handle_localfault_at_remote} and {@code soft_page_walk}. What it does not do is as much part of
 * it as what it does: the leaf is not rechecked under the Stramash-PTL, the origin's VMAs and the
 * kind of the origin's page are not looked at at all, the walk is made before it is known which
 * thread leads the fault, and the local page-table lock is released twice.
 */
public final class ReleasedRemoteFault implements FaultHandler {
    private static final int FAILED = 0;
    private static final int FOUND = 1;
    private static final int INSERTED = 2;

    private final AddressSpace space;
    private final Ownership ownership;
    private final PageTableLock ptl;
    private final FaultHandles handles;

    /** {@code static pte_t *pte}: one for all threads of the kernel. */
    private final Word walkersPte;

    private final VmaWalk vmaWalk;

    /** The message to the origin where a level of its table is missing; empty where none is. */
    private final Optional<PopcornRemoteFault> fallback;

    public ReleasedRemoteFault(AddressSpace space, VmaWalk vmaWalk) {
        this.space = space;
        this.vmaWalk = vmaWalk;
        fallback = ReleasedDistribution.fallback(space);
        RemoteContext remote = ReleasedDistribution.remote(space);
        ownership = remote.pages;
        ptl = remote.ptl;
        handles = remote.faults;
        walkersPte =
                Word.named("static pte").bits(WordArray.bitsFor(space.shape.pages() - 1L)).remote();
    }

    @Override
    public void handle(Routine r, int page, boolean write, Register signal) {
        Value needed = Value.constant(write ? AddressSpaceView.READ_WRITE : AddressSpaceView.READ);
        r.routine(
                "do_page_fault",
                () -> {
                    Label again = r.here("");
                    Label out = r.label("");
                    vmaWalk.begin(r);
                    space.mmapSem(AARCH64).downRead(r);
                    Register permission = r.register("vm_flags", Ghosts.PERMISSION_BITS);
                    r.assign(permission, r.load(space.vma(AARCH64, page), RELAXED));
                    if (space.shape.remoteMayLackVmas()) {
                        r.when(permission.isEqualTo(0), () -> vmaWalk.fetch(r, page, permission));
                    }
                    r.when(
                            permission.isLessThan(needed),
                            () -> {
                                r.assign(signal, 1);
                                r.gotoLabel(out);
                            });
                    handlePteFault(r, page, write, permission, signal, again, out);
                    r.place(out);
                    space.mmapSem(AARCH64).upRead(r);
                    vmaWalk.done(r, signal);
                    r.fence("eret");
                });
    }

    private void handlePteFault(
            Routine r,
            int page,
            boolean write,
            Register permission,
            Register signal,
            Label again,
            Label out) {
        r.routine(
                "page_server_handle_pte_fault",
                () -> {
                    Register original = r.load(space.leaf(AARCH64, page), RELAXED);
                    Condition spurious = original.and(LeafWord.PRESENT).isNotEqualTo(0);
                    if (write) {
                        spurious = spurious.and(original.and(LeafWord.WRITABLE).isNotEqualTo(0));
                    }
                    r.gotoWhen(spurious, out);
                    localFaultAtRemote(r, page, write, permission, signal, original, again, out);
                });
    }

    private void localFaultAtRemote(
            Routine r,
            int page,
            boolean write,
            Register permission,
            Register signal,
            Register original,
            Label again,
            Label out) {
        r.routine(
                "__handle_localfault_at_remote",
                () -> {
                    ptl.lock(r);
                    Register now = r.load(space.leaf(AARCH64, page), RELAXED);
                    r.when(
                            now.isNotEqualTo(original),
                            () -> {
                                ptl.unlock(r);
                                r.gotoLabel(out);
                            });
                    FaultHandles.Started started =
                            handles.start(r, page, write, () -> ptl.unlock(r));
                    Register result = softPageWalk(r, page, permission);
                    r.when(
                            result.isNotEqualTo(FAILED),
                            () -> {
                                makeValid(r, page, write, result);
                                handles.finish(r, started.handle());
                                r.gotoLabel(out);
                            });
                    // A level above is missing, or no page is left.
                    Label retry = r.label("");
                    r.gotoWhen(started.how().isEqualTo(FaultHandles.RETRIES), retry);
                    fallback.ifPresent(dsm ->
                            r.when(
                                    started.how().isEqualTo(FaultHandles.LEADS),
                                    () -> {
                                        Register answer =
                                                fallBack(r, dsm, page, write, original, signal);
                                        handles.finish(r, started.handle());
                                        r.gotoWhen(
                                                PageAnswer.says(answer, PageAnswer.RETRY), retry);
                                        r.gotoLabel(out);
                                    }));
                    handles.finish(r, started.handle());
                    r.gotoLabel(out);
                    r.place(retry);
                    space.mmapSem(AARCH64).upRead(r);
                    vmaWalk.done(r, signal);
                    r.gotoLabel(again);
                });
    }

    /** {@code REMOTE_PAGE_REQUEST}: Popcorn's own way, from which on the page is distributed. */
    private Register fallBack(
            Routine r,
            PopcornRemoteFault dsm,
            int page,
            boolean write,
            Register original,
            Register signal) {
        Register answer = r.register("result", PageAnswer.BITS);
        r.noted(
                Doing.FALLS_BACK,
                () -> r.noted(new Leads(page), () -> dsm.lead(r, page, write, original, answer)));
        r.when(PageAnswer.says(answer, PageAnswer.NO_VMA), () -> r.assign(signal, 1));
        return answer;
    }

    private Register softPageWalk(Routine r, int page, Register permission) {
        Register result = r.register("ret", 2);
        r.routine(
                "soft_page_walk",
                () ->
                        r.noted(
                                Doing.IN_FOREIGN_TABLE,
                                () -> {
                                    Label done = r.label("");
                                    r.assign(result, FAILED);
                                    Register level = r.load(space.pmd, RELAXED);
                                    r.gotoWhen(level.isEqualTo(0), done);
                                    r.store(walkersPte, page, RELAXED);
                                    Register leaf = r.load(space.leaf(X86_64, page), RELAXED);
                                    r.whenElse(
                                            frameOf(leaf).isEqualTo(0),
                                            () -> insert(r, page, permission, result, done),
                                            () -> {
                                                Value mapped =
                                                        leafOf(
                                                                AARCH64,
                                                                Value.constant(LeafWord.WRITABLE),
                                                                frameOf(leaf));
                                                r.store(space.leaf(AARCH64, page), mapped, RELAXED);
                                                r.assign(result, FOUND);
                                            });
                                    r.place(done);
                                }));
        return result;
    }

    /** Neither the local lock nor, under the origin's, another look at the leaf. */
    private void insert(Routine r, int page, Register permission, Register result, Label done) {
        Register frame = space.frames.allocate(r, page);
        r.gotoWhen(frame.isEqualTo(0), done);
        space.frames.clear(r, frame);
        Value leaf = leafOf(AARCH64, writableBy(permission), frame);
        r.store(space.leaf(AARCH64, page), leaf, RELAXED);
        space.pageTableLock(page).lock(r);
        // The walker's pointer is a variable of the file; it is read again after the calls above.
        Register pointer = r.load(walkersPte, RELAXED);
        r.store(space.leaves(X86_64).at(pointer), leaf, RELAXED);
        space.pageTableLock(page).unlock(r);
        r.assign(result, INSERTED);
    }

    /** {@code __make_pte_valid} and the bits of the ownership word. */
    private void makeValid(Routine r, int page, boolean write, Register result) {
        Address place = space.leaf(AARCH64, page);
        r.routine(
                "__make_pte_valid",
                () -> {
                    ptl.lock(r);
                    Register leaf = r.load(place, RELAXED);
                    r.store(place, 0, RELAXED);
                    space.tlbs.flush(r, page);
                    Value valid = leaf.or(LeafWord.PRESENT | LeafWord.ARM);
                    r.store(
                            place,
                            write ? valid.or(LeafWord.WRITABLE) : valid.and(~LeafWord.WRITABLE),
                            RELAXED);
                    ownership.add(r, page, Ownership.DISTRIBUTED | Ownership.REMOTE);
                    r.when(
                            result.isEqualTo(INSERTED),
                            () -> ownership.add(r, page, Ownership.STRAMASH));
                    ownership.add(r, page, Ownership.ORIGIN);
                    ptl.unlock(r);
                    // The released source unlocks here a second time.
                    ptl.unlock(r);
                });
    }
}

package dev.fracas.model.addressspace.released;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isForeign;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.addressspace.AddressSpace.isWritable;
import static dev.fracas.model.addressspace.AddressSpace.mapsZeroPage;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.addressspace.fused.Unmapping;
import dev.fracas.model.addressspace.popcorn.Ownership;
import dev.fracas.model.addressspace.popcorn.RemoteContext;
import dev.fracas.model.kernel.locking.PageTableLock;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;

/**
 * {@code munmap} and {@code mprotect} as released. The origin asks the remote first and unmaps
 * then; the remote's {@code zap_pte_range} leaves every leaf alone whose page the origin owns, and
 * the origin's leaves every leaf alone for which {@code vm_normal_page} finds nothing: the remote's
 * writable pages, whose words have bit 51 set, and the zero page.
 */
public final class ReleasedUnmapping extends Unmapping {
    private final Ownership ownership;
    private final PageTableLock armPtl;

    public ReleasedUnmapping(AddressSpace space) {
        super(space);
        RemoteContext remote = ReleasedDistribution.remote(space);
        ownership = remote.pages;
        armPtl = remote.ptl;
    }

    /** By a thread of either kernel, which has the other one unmap first, or itself. */
    @Override
    public void munmap(Routine r, int page) {
        if (r.isa() == AARCH64) {
            unmapAtRemote(r, page);
            space.toX86.ask(r, Request.UNMAP.of(page));
            return;
        }
        if (hasRemote) {
            space.toArm.ask(r, Request.UNMAP.of(page));
        }
        unmapAtOrigin(r, page);
    }

    /** The origin's part, also for the remote that has asked for it. */
    @Override
    public void unmapAtOrigin(Routine r, int page) {
        r.routine(
                "__do_munmap",
                () -> {
                    space.mmapSem(X86_64).downWrite(r);
                    space.setOriginVma(r, page, 0);
                    zapAtOrigin(r, page);
                    space.freeOriginVma(r, page);
                    space.mmapSem(X86_64).upWrite(r);
                });
    }

    void zapAtOrigin(Routine r, int page) {
        r.routine(
                "zap_pte_range",
                () -> {
                    Address place = space.leaf(X86_64, page);
                    Label done = r.label("");
                    space.ptl(X86_64).lock(r);
                    Register leaf = r.load(place, RELAXED);
                    Label skip = r.label("");
                    r.gotoWhen(isNone(leaf).or(mapsZeroPage(leaf)), skip);
                    r.gotoWhen(isForeign(leaf, X86_64).and(isWritable(leaf)), skip);
                    r.store(place, 0, RELAXED);
                    r.when(
                            isForeign(leaf, X86_64).not(),
                            () -> space.ghosts.countResident(r, X86_64, -1));
                    space.ptl(X86_64).unlock(r);
                    space.tlbs.flush(r, page);
                    Register frame = r.register("page", space.frames.bits());
                    r.assign(frame, frameOf(leaf));
                    space.frames.free(r, frame);
                    r.gotoLabel(done);
                    r.place(skip);
                    space.ptl(X86_64).unlock(r);
                    r.place(done);
                });
    }

    /** By the thread that serves the remote's messages. */
    @Override
    public void unmapAtRemote(Routine r, int page) {
        r.routine(
                "vm_munmap",
                () -> {
                    space.mmapSem(AARCH64).downWrite(r);
                    r.store(space.vma(AARCH64, page), 0, RELAXED);
                    zapAtRemote(r, page);
                    space.mmapSem(AARCH64).upWrite(r);
                });
    }

    void zapAtRemote(Routine r, int page) {
        r.routine(
                "zap_pte_range",
                () -> {
                    Address place = space.leaf(AARCH64, page);
                    Label keep = r.label("");
                    Label done = r.label("");
                    armPtl.lock(r);
                    Register leaf = r.load(place, RELAXED);
                    r.gotoWhen(isNone(leaf), keep);
                    Register owners = ownership.load(r, page);
                    r.when(
                            owners.and(Ownership.STRAMASH)
                                    .isEqualTo(0)
                                    .and(owners.and(Ownership.ORIGIN).isNotEqualTo(0)),
                            () -> r.gotoLabel(keep));
                    r.when(
                            owners.and(Ownership.STRAMASH).isEqualTo(0),
                            () -> ownership.clear(r, page));
                    r.store(place, 0, RELAXED);
                    space.ghosts.countResident(r, AARCH64, -1);
                    armPtl.unlock(r);
                    space.tlbs.flush(r, page);
                    Register frame = r.register("page", space.frames.bits());
                    r.assign(frame, frameOf(leaf));
                    space.frames.free(r, frame);
                    r.gotoLabel(done);
                    r.place(keep);
                    armPtl.unlock(r);
                    r.place(done);
                });
    }

    /**
     * By a thread of either kernel: one at the remote delegates to the origin, then does the same
     * at home.
     */
    @Override
    public void protect(Routine r, int page) {
        if (r.isa() == X86_64) {
            protectAtOrigin(r, page);
        } else {
            space.toX86.ask(r, Request.PROTECT.of(page));
            protectOwnTable(r, page);
        }
    }

    private void protectOwnTable(Routine r, int page) {
        r.routine(
                "mprotect_fixup",
                () -> {
                    space.mmapSem(AARCH64).downWrite(r);
                    Register known = r.load(space.vma(AARCH64, page), RELAXED);
                    r.when(
                            known.isNotEqualTo(0),
                            () -> r.store(space.vma(AARCH64, page), 1, RELAXED));
                    Address place = space.leaf(AARCH64, page);
                    armPtl.lock(r);
                    Register leaf = r.load(place, RELAXED);
                    r.when(
                            isNone(leaf).not(),
                            () -> r.store(place, leaf.and(~LeafWord.WRITABLE), RELAXED));
                    armPtl.unlock(r);
                    r.when(isNone(leaf).not(), () -> space.tlbs.flush(r, page));
                    space.mmapSem(AARCH64).upWrite(r);
                });
    }

    /** At the origin only: no message exists that would tell the remote. */
    @Override
    public void protectAtOrigin(Routine r, int page) {
        r.routine(
                "mprotect_fixup",
                () -> {
                    space.mmapSem(X86_64).downWrite(r);
                    Register vma = r.load(space.vma(X86_64, page), RELAXED);
                    r.when(vma.isNotEqualTo(0), () -> space.setOriginVma(r, page, 1));
                    Address place = space.leaf(X86_64, page);
                    space.ptl(X86_64).lock(r);
                    Register leaf = r.load(place, RELAXED);
                    // pte_modify keeps bit 51, which says in a word in Arm format that it is
                    // writable.
                    r.when(
                            isNone(leaf).or(isForeign(leaf, X86_64)).not(),
                            () -> r.store(place, leaf.and(~LeafWord.WRITABLE), RELAXED));
                    space.ptl(X86_64).unlock(r);
                    r.when(isNone(leaf).not(), () -> space.tlbs.flush(r, page));
                    space.mmapSem(X86_64).upWrite(r);
                });
    }
}

package dev.fracas.model.addressspace.released;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isForeign;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.addressspace.AddressSpace.mapsZeroPage;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.fused.ForkRoutine;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;

/**
 * {@code fork} at the origin as released: Linux 5.2's {@code copy_pte_range} under the split
 * page-table lock. The remote is not told. A leaf in Arm format is copied as it is; the child gets
 * no reference to its frame, as {@code vm_normal_page} finds none.
 */
public final class ReleasedForking implements ForkRoutine {
    private final AddressSpace space;

    public ReleasedForking(AddressSpace space) {
        this.space = space;
    }

    @Override
    public void fork(Routine r, int page, int childPage) {
        Address parents = space.leaf(X86_64, page);
        r.routine(
                "dup_mmap",
                () -> {
                    space.mmapSem(X86_64).downWrite(r);
                    FairSpinLock ptl = space.ptl(X86_64);
                    ptl.lock(r);
                    Register leaf = r.load(parents, RELAXED);
                    r.when(isNone(leaf).not(), () -> copy(r, page, parents, leaf, childPage));
                    ptl.unlock(r);
                    space.mmapSem(X86_64).upWrite(r);
                });
        space.ghosts.forked(r, page, childPage);
    }

    /**
     * {@code copy_one_pte}. Linux flushes when all leaves have been copied; here that comes before
     * the frame counts as shared, so that Linux's own window is not taken for a finding.
     */
    private void copy(Routine r, int page, Address parents, Register leaf, int childPage) {
        Address childs = space.leaf(X86_64, childPage);
        r.whenElse(
                isForeign(leaf, X86_64),
                () -> r.store(childs, leaf, RELAXED),
                () -> {
                    r.store(parents, leaf.and(~LeafWord.WRITABLE), RELAXED);
                    space.tlbs.flush(r, page);
                    Register frame = r.register("page", space.frames.bits());
                    r.assign(frame, frameOf(leaf));
                    r.when(mapsZeroPage(leaf).not(), () -> space.frames.share(r, frame, childPage));
                    r.store(childs, leaf.and(~LeafWord.WRITABLE), RELAXED);
                });
    }
}

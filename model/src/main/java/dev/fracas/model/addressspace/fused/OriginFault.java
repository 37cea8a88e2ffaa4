package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isForeign;
import static dev.fracas.model.addressspace.AddressSpace.isPresent;
import static dev.fracas.model.addressspace.AddressSpace.leafOf;
import static dev.fracas.model.addressspace.AddressSpace.writableBy;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.addressspace.linux.LinuxFault;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;

/**
 * The x86 kernel's page-fault handler: {@link LinuxFault} with what the paper adds. Every leaf
 * changes under the Stramash-PTL. A leaf that the remote kernel left in its own format is brought
 * into the x86 format on first use (section 6.4: "the origin kernel can simply reconfigure the PTE
 * to its own format"). A page that the remote may map too is copied only when the remote has
 * dropped it; the remote never maps the zero page of a writable VMA.
 */
public class OriginFault extends LinuxFault {
    public OriginFault(AddressSpace space) {
        super(space);
    }

    @Override
    protected FairSpinLock lock(int page) {
        return space.pageTableLock(page);
    }

    @Override
    protected void handleOtherFormat(
            Routine r, int page, Register leaf, Register permission, Label done) {
        r.when(
                isPresent(leaf).and(isForeign(leaf, X86_64)),
                () -> {
                    reformat(r, page, permission);
                    r.gotoLabel(done);
                });
    }

    /** The remote left the leaf in its own format. */
    void reformat(Routine r, int page, Register permission) {
        r.routine(
                "stramash_reformat_pte",
                () -> {
                    Address place = space.leaf(X86_64, page);
                    lock(page).lock(r);
                    Register leaf = r.load(place, RELAXED);
                    r.when(
                            isForeign(leaf, X86_64),
                            () -> r.store(place, reformatted(leaf, permission), RELAXED));
                    lock(page).unlock(r);
                });
    }

    /** The same frame, with no more than both the leaf and the VMA allow. */
    Value reformatted(Register leaf, Register permission) {
        Value writable = leaf.and(LeafWord.WRITABLE).and(writableBy(permission));
        return leafOf(X86_64, writable, frameOf(leaf));
    }

    /**
     * The remote may map the old page too, and a message must not be waited for under the lock. So
     * the leaf is first marked invalid, as a migration entry marks it, which keeps every fault of
     * either kernel waiting; then the TLBs go, then the remote's leaf, and then the new leaf
     * stands.
     */
    @Override
    protected void copySharedPage(
            Routine r, int page, Register seen, Register old, Register permission) {
        Address place = space.leaf(X86_64, page);
        Register frame = space.frames.allocate(r, page);
        Label lost = r.label("");
        Label done = r.label("");
        r.gotoWhen(frame.isEqualTo(0), done);
        lock(page).lock(r);
        Register again = r.load(place, RELAXED);
        r.when(
                again.isNotEqualTo(seen),
                () -> {
                    unlockLost(r, page);
                    r.gotoLabel(lost);
                });
        r.store(place, marked(again), RELAXED);
        lock(page).unlock(r);
        space.tlbs.flush(r, page);
        if (page != space.shape.childPage()) {
            space.toArm.ask(r, Request.DROP_LEAF.of(page));
        }
        copy(r, frame, old);
        lock(page).lock(r);
        r.store(place, leafOf(X86_64, writableBy(permission), frame), RELAXED);
        lock(page).unlock(r);
        space.frames.put(r, old, page);
        r.gotoLabel(done);
        r.place(lost);
        freeLost(r, page, frame);
        r.place(done);
    }

    Value marked(Register leaf) {
        return leaf.and(~LeafWord.PRESENT).or(LeafWord.INVALID);
    }

    void copy(Routine r, Register to, Register from) {
        space.frames.copy(r, to, from);
    }

    /** Somebody else has copied the page meanwhile. */
    void unlockLost(Routine r, int page) {
        lock(page).unlock(r);
    }

    void freeLost(Routine r, int page, Register frame) {
        space.frames.free(r, frame);
    }
}

package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.leafOf;
import static dev.fracas.model.program.MemoryOrder.RELAXED;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.PageAnswer;
import dev.fracas.model.addressspace.PageMessage;
import dev.fracas.model.kernel.locking.PageTableLock;
import dev.fracas.model.kernel.locking.ReaderWriterSemaphore;
import dev.fracas.model.kernel.messaging.Channel;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;

/**
 * What one kernel has of a process that Popcorn distributes ({@code struct remote_context} and what
 * belongs to it): its locks, its fault handles, its words of page ownership, and its own page
 * table, whose leaves map frames of its own.
 */
public final class RemoteContext {
    public final Isa kernel;
    public final ReaderWriterSemaphore mmapSem;
    public final PageTableLock ptl;
    public final FaultHandles faults;
    public final Ownership pages;

    /** Messages to this kernel. */
    public final Channel<PageMessage> messages;

    private final AddressSpace space;

    /**
     * @param ptl the lock under which the leaves change
     */
    public RemoteContext(AddressSpace space, Isa kernel, PageTableLock ptl, FaultHandles faults) {
        this.space = space;
        this.kernel = kernel;
        mmapSem = space.mmapSem(kernel);
        this.ptl = ptl;
        this.faults = faults;
        pages = new Ownership(kernel, space.shape.pages());
        messages = space.channel(kernel);
    }

    /** Pages come with the answers; whoever serves them never waits for an interrupt. */
    public void sendsPages() {
        messages.answersOf(PageAnswer.BITS);
        messages.serverNeverWaits();
    }

    public Address leaf(int page) {
        return space.leaf(kernel, page);
    }

    /** The leaf allows the access already: another thread's fault has seen to it. */
    public static Condition allows(Register leaf, boolean write) {
        long needed = LeafWord.PRESENT | (write ? LeafWord.WRITABLE : 0);
        return leaf.and(needed).isEqualTo(needed);
    }

    // ---- leaves, under the page-table lock, which is held until every TLB is flushed

    /** {@code __make_pte_valid}. */
    public void makeValid(Routine r, int page, boolean write, Value frame) {
        r.routine(
                "__make_pte_valid",
                () -> {
                    Register leaf = r.load(leaf(page), RELAXED);
                    r.when(AddressSpace.isPresent(leaf), () -> clearAndFlush(r, page));
                    Value writable = Value.constant(write ? LeafWord.WRITABLE : 0);
                    r.store(leaf(page), leafOf(kernel, writable, frame), RELAXED);
                });
    }

    /** {@code ptep_clear_flush}, then the same leaf without the permission to write. */
    public void writeProtect(Routine r, int page, Register leaf) {
        clearAndFlush(r, page);
        storeWriteProtected(r, page, leaf);
    }

    /** What {@link #writeProtect} is without the flush. */
    public void storeWriteProtected(Routine r, int page, Register leaf) {
        r.store(leaf(page), leaf.and(~LeafWord.WRITABLE), RELAXED);
    }

    /** The leaf keeps its frame, under Popcorn's marker, and the MMU no longer accepts it. */
    public void makeInvalid(Routine r, int page, Register leaf) {
        storeInvalid(r, page, leaf);
        space.tlbs.flush(r, page);
    }

    /** What {@link #makeInvalid} is without the flush. */
    public void storeInvalid(Routine r, int page, Register leaf) {
        long kept = -1L << LeafWord.FRAME_SHIFT | LeafWord.ARM;
        r.store(leaf(page), leaf.and(kept).or(LeafWord.INVALID), RELAXED);
    }

    private void clearAndFlush(Routine r, int page) {
        r.store(leaf(page), 0, RELAXED);
        space.tlbs.flush(r, page);
    }

    /** What the leaf's frame holds. */
    public Register content(Routine r, Register leaf) {
        Register frame = r.register("page", space.frames.bits());
        r.assign(frame, frameOf(leaf));
        return r.load(space.frames.content.at(frame), RELAXED);
    }
}

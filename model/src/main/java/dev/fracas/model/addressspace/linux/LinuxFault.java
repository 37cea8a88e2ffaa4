package dev.fracas.model.addressspace.linux;

import static dev.fracas.model.addressspace.AddressSpace.ZERO_PAGE;
import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.addressspace.AddressSpace.isPresent;
import static dev.fracas.model.addressspace.AddressSpace.isWritable;
import static dev.fracas.model.addressspace.AddressSpace.leafOf;
import static dev.fracas.model.addressspace.AddressSpace.mapsZeroPage;
import static dev.fracas.model.addressspace.AddressSpace.writableBy;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.addressspace.AddressSpaceView;

/**
 * The x86 page-fault handler of Linux 5.2 for anonymous memory: {@code do_user_addr_fault}, {@code
 * handle_mm_fault} and what they call. A fault that gets no page ({@code VM_FAULT_OOM}) changes
 * nothing, and the access is made again.
 */
public class LinuxFault implements FaultHandler {
    protected final AddressSpace space;

    public LinuxFault(AddressSpace space) {
        this.space = space;
    }

    /** A user access of an x86 core has faulted. */
    @Override
    public void handle(Routine r, int page, boolean write, Register signal) {
        r.routine(
                "do_user_addr_fault",
                () -> {
                    space.originMmapSem(page).downRead(r);
                    Register permission = r.load(space.vma(X86_64, page), RELAXED);
                    r.whenElse(
                            permission.isLessThan(Value.constant(permissionNeeded(write))),
                            () -> r.assign(signal, 1),
                            () -> handleMmFault(r, page, write, permission));
                    space.originMmapSem(page).upRead(r);
                    r.fence("iret");
                });
    }

    /** {@code access_error}. */
    protected int permissionNeeded(boolean write) {
        return write ? AddressSpaceView.READ_WRITE : AddressSpaceView.READ;
    }

    /**
     * {@code handle_mm_fault}, with the origin's {@code mmap_sem} held for reading.
     *
     * @param permission the VMA's
     */
    public void handleMmFault(Routine r, int page, boolean write, Register permission) {
        if (!space.shape.tableExists()) {
            allocateTable(r, page);
        }
        Label done = r.label("");
        Register leaf = r.load(space.leaf(X86_64, page), RELAXED);
        r.when(
                isNone(leaf),
                () -> {
                    if (write) {
                        anonymousPage(r, page, permission);
                    } else {
                        zeroPage(r, page, permission);
                    }
                    r.gotoLabel(done);
                });
        handleOtherFormat(r, page, leaf, permission, done);
        if (write) {
            r.when(
                    isPresent(leaf).and(isWritable(leaf).not()),
                    () -> writeProtectedPage(r, page, leaf, permission));
        }
        r.place(done);
    }

    /** A leaf in the format of another ISA; Linux knows of none. */
    protected void handleOtherFormat(
            Routine r, int page, Register leaf, Register permission, Label done) {}

    /** {@code __pte_alloc}: whoever finds the level missing under the lock puts it there. */
    public void allocateTable(Routine r, int page) {
        r.routine(
                "__pte_alloc",
                () -> {
                    Register seen = r.load(space.pmd, RELAXED);
                    r.when(
                            seen.isEqualTo(0),
                            () -> {
                                lock(page).lock(r);
                                r.store(space.pmd, 1, RELAXED);
                                lock(page).unlock(r);
                            });
                });
    }

    /** The lock under which leaves change: the split page-table lock. */
    protected FairSpinLock lock(int page) {
        return space.ptl(X86_64);
    }

    /** {@code do_anonymous_page} of a write. Whoever loses the race gives the page back. */
    public void anonymousPage(Routine r, int page, Register permission) {
        r.routine(
                "do_anonymous_page",
                () -> {
                    Label outOfMemory = r.label("");
                    Register frame = space.frames.allocate(r, page);
                    r.gotoWhen(frame.isEqualTo(0), outOfMemory);
                    clear(r, frame);
                    Register unused = r.register("unused", 1);
                    r.assign(unused, 0);
                    lock(page).lock(r);
                    ifStillEmpty(
                            r,
                            page,
                            () -> publish(r, page, permission, frame),
                            () -> r.assign(unused, 1));
                    lock(page).unlock(r);
                    freeUnused(r, frame, unused);
                    r.place(outOfMemory);
                });
    }

    protected void clear(Routine r, Register frame) {
        space.frames.fill(r, frame);
    }

    /** {@code pte_none} under the lock. */
    protected void ifStillEmpty(Routine r, int page, Runnable then, Runnable otherwise) {
        Register again = r.load(space.leaf(X86_64, page), RELAXED);
        r.whenElse(isNone(again), then, otherwise);
    }

    protected void publish(Routine r, int page, Register permission, Register frame) {
        Value leaf = leafOf(X86_64, writableBy(permission), frame);
        r.store(space.leaf(X86_64, page), leaf, RELAXED);
        space.ghosts.countResident(r, X86_64, 1);
    }

    protected void freeUnused(Routine r, Register frame, Register unused) {
        r.when(unused.isNotEqualTo(0), () -> space.frames.free(r, frame));
    }

    /** {@code do_anonymous_page} of a read: the zero page, write-protected. */
    public void zeroPage(Routine r, int page, Register permission) {
        r.routine(
                "do_anonymous_page",
                () -> {
                    lock(page).lock(r);
                    Register again = r.load(space.leaf(X86_64, page), RELAXED);
                    r.when(
                            isNone(again),
                            () -> r.store(space.leaf(X86_64, page), zeroLeaf(permission), RELAXED));
                    lock(page).unlock(r);
                });
    }

    protected Value zeroLeaf(Register permission) {
        return leafOf(X86_64, Value.constant(0), Value.constant(ZERO_PAGE));
    }

    /**
     * {@code do_wp_page}: the page is the zero page, or shared with a child, or was shared. Whoever
     * has it alone just writes ({@code wp_page_reuse}).
     */
    private void writeProtectedPage(Routine r, int page, Register seen, Register permission) {
        r.routine(
                "do_wp_page",
                () -> {
                    Label done = r.label("");
                    r.when(
                            mapsZeroPage(seen),
                            () -> {
                                copyZeroPage(r, page, seen, permission);
                                r.gotoLabel(done);
                            });
                    if (space.shape.hasChild()) {
                        Register old = r.register("old_page", space.frames.bits());
                        r.assign(old, frameOf(seen));
                        ifShared(
                                r,
                                old,
                                () -> {
                                    copySharedPage(r, page, seen, old, permission);
                                    r.gotoLabel(done);
                                });
                    }
                    reuse(r, page, seen, permission);
                    r.place(done);
                });
    }

    protected void ifShared(Routine r, Register old, Runnable copy) {
        Register references = space.frames.references(r, old);
        r.when(references.isNotEqualTo(1), copy);
    }

    private void reuse(Routine r, int page, Register seen, Register permission) {
        Address place = space.leaf(X86_64, page);
        lock(page).lock(r);
        Register again = r.load(place, RELAXED);
        r.when(
                again.isEqualTo(seen),
                () -> r.store(place, again.or(writableBy(permission)), RELAXED));
        lock(page).unlock(r);
    }

    /** {@code wp_page_copy} of the zero page. */
    public void copyZeroPage(Routine r, int page, Register seen, Register permission) {
        Label outOfMemory = r.label("");
        Register frame = space.frames.allocate(r, page);
        r.gotoWhen(frame.isEqualTo(0), outOfMemory);
        space.frames.fill(r, frame);
        Register unused = replace(r, page, seen, permission, frame);
        r.when(unused.isNotEqualTo(0), () -> space.frames.free(r, frame));
        r.place(outOfMemory);
    }

    protected void copySharedPage(
            Routine r, int page, Register seen, Register old, Register permission) {
        copyPageOfOneKernel(r, page, seen, old, permission);
    }

    /** {@code wp_page_copy}, which knows of no other kernel's mappings. */
    protected final void copyPageOfOneKernel(
            Routine r, int page, Register seen, Register old, Register permission) {
        Label outOfMemory = r.label("");
        Register frame = space.frames.allocate(r, page);
        r.gotoWhen(frame.isEqualTo(0), outOfMemory);
        space.frames.copy(r, frame, old);
        Register unused = replace(r, page, seen, permission, frame);
        r.whenElse(
                unused.isNotEqualTo(0),
                () -> space.frames.free(r, frame),
                () -> space.frames.put(r, old, page));
        r.place(outOfMemory);
    }

    /**
     * The old leaf is cleared and flushed on every core before the new one stands, all under the
     * lock.
     *
     * @return 1 when the leaf is no longer what was seen, and so stays
     */
    private Register replace(
            Routine r, int page, Register seen, Register permission, Register frame) {
        Register unused = r.register("unused", 1);
        r.assign(unused, 0);
        lock(page).lock(r);
        ifUnchanged(
                r,
                page,
                seen,
                () -> {
                    clearAndFlush(r, page);
                    Value leaf = leafOf(X86_64, writableBy(permission), frame);
                    r.store(space.leaf(X86_64, page), leaf, RELAXED);
                    r.when(mapsZeroPage(seen), () -> space.ghosts.countResident(r, X86_64, 1));
                },
                () -> r.assign(unused, 1));
        lock(page).unlock(r);
        return unused;
    }

    /** {@code pte_same} under the lock. */
    protected void ifUnchanged(
            Routine r, int page, Register seen, Runnable then, Runnable otherwise) {
        Register again = r.load(space.leaf(X86_64, page), RELAXED);
        r.whenElse(again.isEqualTo(seen), then, otherwise);
    }

    /** {@code ptep_clear_flush}. */
    protected void clearAndFlush(Routine r, int page) {
        r.store(space.leaf(X86_64, page), 0, RELAXED);
        space.tlbs.flush(r, page);
    }
}

package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.AddressSpace.ZERO_PAGE;
import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isForeign;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.addressspace.AddressSpace.isPresent;
import static dev.fracas.model.addressspace.AddressSpace.isWritable;
import static dev.fracas.model.addressspace.AddressSpace.leafOf;
import static dev.fracas.model.addressspace.AddressSpace.mapsZeroPage;
import static dev.fracas.model.addressspace.AddressSpace.writableBy;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.CONVERSION_KEEPS_FRAME_AND_RIGHTS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FIRST_READ_IS_INITIAL_CONTENT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ILLEGAL_ACCESS_IS_SIGNALLED;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEGAL_ACCESS_ENDS;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LEAK;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LOCK_LEFT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ONE_FRAME_PER_PAGE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.READ_RETURNS_LAST_WRITE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.UNLOCK_BALANCE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.Mailbox;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.List;
import java.util.Set;

/**
 * The x86 kernel's page-fault handler, after Linux 5.2's {@code do_user_addr_fault} and {@code
 * handle_mm_fault}, with what the paper adds: every leaf changes under the Stramash-PTL, and a leaf
 * that the remote kernel left in its own format is brought into the x86 format on first use
 * (section 6.4: "the origin kernel can simply reconfigure the PTE to its own format"). A fault that
 * gets no page ({@code VM_FAULT_OOM}) changes nothing, and the access is made again.
 */
public final class OriginFault implements FaultHandler {
    public static final Flaw NO_RECHECK =
            new Flaw(
                    "origin-no-recheck",
                    "the origin does not look again, under the lock, whether the leaf is still empty",
                    ONE_FRAME_PER_PAGE,
                    "origin-and-remote-first-touch");
    public static final Flaw NO_LOCK =
            new Flaw(
                    "origin-split-lock",
                    "the origin takes its own split page-table lock instead of the Stramash-PTL",
                    ONE_FRAME_PER_PAGE,
                    "origin-and-remote-first-touch");
    public static final Flaw NO_ZERO =
            new Flaw(
                    "origin-page-not-cleared",
                    "the origin maps a new anonymous page without clearing it",
                    FIRST_READ_IS_INITIAL_CONTENT,
                    "two-origin-threads-first-touch");
    public static final Flaw LATE_ZERO =
            new Flaw(
                    "origin-published-before-cleared",
                    "the origin clears a new anonymous page after its leaf is in the table",
                    FIRST_READ_IS_INITIAL_CONTENT,
                    "two-origin-threads-first-touch");
    public static final Flaw ZERO_PAGE_WRITABLE =
            new Flaw(
                    "zero-page-writable",
                    "a read fault maps the zero page with the VMA's permission to write",
                    WRITABLE_ONLY_WHERE_EXCLUSIVE,
                    "zero-page-then-writes");
    public static final Flaw COW_NO_FLUSH =
            new Flaw(
                    "cow-no-flush",
                    "the write fault that breaks copy-on-write leaves the old page in the TLBs",
                    READ_RETURNS_LAST_WRITE,
                    "zero-page-then-writes");
    public static final Flaw COW_NO_RECHECK =
            new Flaw(
                    "cow-no-recheck",
                    "the write fault that breaks copy-on-write does not compare the leaf again under"
                            + " the lock",
                    READ_RETURNS_LAST_WRITE,
                    "zero-page-then-writes");
    public static final Flaw COW_REUSES_SHARED =
            new Flaw(
                    "cow-reuses-shared-page",
                    "a write fault makes a page writable in place without asking who else has it",
                    WRITABLE_ONLY_WHERE_EXCLUSIVE,
                    "fork-cow-then-remote-write");
    public static final Flaw COW_KEEPS_REMOTE_LEAF =
            new Flaw(
                    "cow-keeps-remote-leaf",
                    "the origin copies a shared page and leaves the remote with the old one",
                    ONE_FRAME_PER_PAGE,
                    "fork-cow-then-remote-write");
    public static final Flaw COW_NO_COPY =
            new Flaw(
                    "cow-does-not-copy",
                    "the new page of a shared one is mapped without what the old one held",
                    READ_RETURNS_LAST_WRITE,
                    "cow-against-remote-reads");
    public static final Flaw COW_LEAVES_EMPTY =
            new Flaw(
                    "cow-leaves-leaf-empty",
                    "while a shared page is copied its leaf is empty instead of marked invalid",
                    ONE_FRAME_PER_PAGE,
                    "cow-against-remote-reads");
    public static final Flaw NO_REFORMAT =
            new Flaw(
                    "no-reformat",
                    "the origin takes a leaf in Arm format for a spurious fault and leaves it so",
                    LEGAL_ACCESS_ENDS,
                    "migrate-back-after-remote-write");
    public static final Flaw REFORMAT_WRITABLE =
            new Flaw(
                    "reformat-writable",
                    "the leaf in Arm format becomes a generic user leaf, writable whatever the VMA"
                            + " says",
                    CONVERSION_KEEPS_FRAME_AND_RIGHTS,
                    "migrate-back-to-read-only");
    public static final Flaw REFORMAT_FRAME =
            new Flaw(
                    "reformat-loses-frame",
                    "the conversion masks the frame number with a bit too few",
                    CONVERSION_KEEPS_FRAME_AND_RIGHTS,
                    "migrate-back-after-remote-write");
    public static final Flaw LOST_RACE_LEAKS =
            new Flaw(
                    "lost-race-leaks",
                    "who finds the leaf filled under the lock forgets the page that it allocated",
                    NO_LEAK,
                    "exit-after-races");
    public static final Flaw COW_KEEPS_LOCK =
            new Flaw(
                    "cow-keeps-lock",
                    "who finds that somebody else has copied the page goes without releasing the lock",
                    NO_LOCK_LEFT,
                    "two-threads-copy-shared-page");
    public static final Flaw COW_UNLOCKS_TWICE =
            new Flaw(
                    "cow-unlocks-twice",
                    "who finds that somebody else has copied the page releases the lock, and once more on"
                            + " the way out",
                    UNLOCK_BALANCE,
                    "two-threads-copy-shared-page");
    public static final Flaw NO_ACCESS_CHECK =
            new Flaw(
                    "no-access-check",
                    "the fault handler does not check the VMA's permission (access_error): an illegal write"
                            + " faults for ever",
                    ILLEGAL_ACCESS_IS_SIGNALLED,
                    "write-to-read-only");

    /** The defects of this routine. */
    public static final List<Flaw> FLAWS =
            List.of(
                    NO_RECHECK,
                    NO_LOCK,
                    NO_ZERO,
                    LATE_ZERO,
                    ZERO_PAGE_WRITABLE,
                    COW_NO_FLUSH,
                    COW_NO_RECHECK,
                    COW_REUSES_SHARED,
                    COW_KEEPS_REMOTE_LEAF,
                    COW_NO_COPY,
                    COW_LEAVES_EMPTY,
                    NO_REFORMAT,
                    REFORMAT_WRITABLE,
                    REFORMAT_FRAME,
                    LOST_RACE_LEAKS,
                    COW_KEEPS_LOCK,
                    COW_UNLOCKS_TWICE,
                    NO_ACCESS_CHECK);

    private final AddressSpace space;
    private final Set<Flaw> flaws;

    public OriginFault(AddressSpace space, Set<Flaw> flaws) {
        this.space = space;
        this.flaws = flaws;
    }

    private FairSpinLock lock(int page) {
        return flaws.contains(NO_LOCK) ? space.ptl(X86_64) : space.pageTableLock(page);
    }

    /** A user access of an x86 core has faulted. */
    @Override
    public void handle(Routine r, int page, boolean write, Register signal) {
        r.routine(
                "do_user_addr_fault",
                () -> {
                    space.originMmapSem(page).downRead(r);
                    Register permission = r.load(space.vma(X86_64, page), RELAXED);
                    boolean writes = write && !flaws.contains(NO_ACCESS_CHECK);
                    int needed = writes ? AddressSpaceView.READ_WRITE : AddressSpaceView.READ;
                    r.whenElse(
                            permission.isLessThan(Value.constant(needed)),
                            () -> r.assign(signal, 1),
                            () -> handleMmFault(r, page, write, permission));
                    space.originMmapSem(page).upRead(r);
                    r.fence("iret");
                });
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
        r.when(
                isPresent(leaf).and(isForeign(leaf, X86_64)),
                () -> {
                    if (!flaws.contains(NO_REFORMAT)) {
                        reformat(r, page, permission);
                    }
                    r.gotoLabel(done);
                });
        if (write) {
            r.when(
                    isPresent(leaf).and(isWritable(leaf).not()),
                    () -> writeProtectedPage(r, page, leaf, permission));
        }
        r.place(done);
    }

    /** {@code __pte_alloc}: who finds the level missing under the lock puts it there. */
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

    /** {@code do_anonymous_page} of a write. */
    public void anonymousPage(Routine r, int page, Register permission) {
        r.routine(
                "do_anonymous_page",
                () -> {
                    Label outOfMemory = r.label("");
                    Register frame = space.frames.allocate(r, page);
                    r.gotoWhen(frame.isEqualTo(0), outOfMemory);
                    if (!flaws.contains(NO_ZERO) && !flaws.contains(LATE_ZERO)) {
                        space.frames.fill(r, frame);
                    }
                    Register unused = r.register("unused", 1);
                    r.assign(unused, 0);
                    lock(page).lock(r);
                    Value leaf = leafOf(X86_64, writableBy(permission), frame);
                    Runnable publish =
                            () -> {
                                r.store(space.leaf(X86_64, page), leaf, RELAXED);
                                space.ghosts.countResident(r, X86_64, 1);
                                if (flaws.contains(LATE_ZERO)) {
                                    space.frames.fill(r, frame);
                                }
                            };
                    if (flaws.contains(NO_RECHECK)) {
                        publish.run();
                    } else {
                        Register again = r.load(space.leaf(X86_64, page), RELAXED);
                        r.whenElse(isNone(again), publish, () -> r.assign(unused, 1));
                    }
                    lock(page).unlock(r);
                    if (!flaws.contains(LOST_RACE_LEAKS)) {
                        r.when(unused.isNotEqualTo(0), () -> space.frames.free(r, frame));
                    }
                    r.place(outOfMemory);
                });
    }

    /** {@code do_anonymous_page} of a read: the zero page, write-protected. */
    public void zeroPage(Routine r, int page, Register permission) {
        r.routine(
                "do_anonymous_page",
                () -> {
                    Value writable =
                            flaws.contains(ZERO_PAGE_WRITABLE)
                                    ? writableBy(permission)
                                    : Value.constant(0);
                    lock(page).lock(r);
                    Register again = r.load(space.leaf(X86_64, page), RELAXED);
                    r.when(
                            isNone(again),
                            () ->
                                    r.store(
                                            space.leaf(X86_64, page),
                                            leafOf(X86_64, writable, Value.constant(ZERO_PAGE)),
                                            RELAXED));
                    lock(page).unlock(r);
                });
    }

    /** The remote left the leaf in its own format. */
    private void reformat(Routine r, int page, Register permission) {
        r.routine(
                "stramash_reformat_pte",
                () -> {
                    Address place = space.leaf(X86_64, page);
                    lock(page).lock(r);
                    Register leaf = r.load(place, RELAXED);
                    Value writable =
                            flaws.contains(REFORMAT_WRITABLE)
                                    ? Value.constant(LeafWord.WRITABLE)
                                    : leaf.and(LeafWord.WRITABLE).and(writableBy(permission));
                    Value frame =
                            flaws.contains(REFORMAT_FRAME) ? frameOf(leaf).and(~1L) : frameOf(leaf);
                    r.when(
                            isForeign(leaf, X86_64),
                            () -> r.store(place, leafOf(X86_64, writable, frame), RELAXED));
                    lock(page).unlock(r);
                });
    }

    /**
     * {@code do_wp_page}: the page is the zero page, or shared with a child, or was shared. Who has
     * it alone may just write ({@code wp_page_reuse}).
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
                        if (!flaws.contains(COW_REUSES_SHARED)) {
                            Register references = space.frames.references(r, old);
                            r.when(
                                    references.isNotEqualTo(1),
                                    () -> {
                                        if (flaws.contains(COW_KEEPS_REMOTE_LEAF)) {
                                            copySharedPageOfOneKernel(
                                                    r, page, seen, old, permission);
                                        } else {
                                            copySharedPage(r, page, seen, old, permission);
                                        }
                                        r.gotoLabel(done);
                                    });
                        }
                    }
                    reuse(r, page, seen, permission);
                    r.place(done);
                });
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

    /** The remote never maps the zero page of a writable VMA. */
    public void copyZeroPage(Routine r, int page, Register seen, Register permission) {
        Label outOfMemory = r.label("");
        Register frame = space.frames.allocate(r, page);
        r.gotoWhen(frame.isEqualTo(0), outOfMemory);
        space.frames.fill(r, frame);
        Register unused = replace(r, page, seen, permission, frame);
        r.when(unused.isNotEqualTo(0), () -> space.frames.free(r, frame));
        r.place(outOfMemory);
    }

    /** {@code wp_page_copy} as Linux has it, which knows of no other kernel's mappings. */
    private void copySharedPageOfOneKernel(
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
     * The old leaf is cleared and flushed on every core before the new one stands ({@code
     * ptep_clear_flush}), all under the lock.
     *
     * @return 1 when the leaf is no longer what was seen, and so stays
     */
    private Register replace(
            Routine r, int page, Register seen, Register permission, Register frame) {
        Address place = space.leaf(X86_64, page);
        Register unused = r.register("unused", 1);
        r.assign(unused, 0);
        lock(page).lock(r);
        Runnable replace =
                () -> {
                    if (!flaws.contains(COW_NO_FLUSH)) {
                        r.store(place, 0, RELAXED);
                        space.tlbs.flush(r, page);
                    }
                    r.store(place, leafOf(X86_64, writableBy(permission), frame), RELAXED);
                    r.when(mapsZeroPage(seen), () -> space.ghosts.countResident(r, X86_64, 1));
                };
        if (flaws.contains(COW_NO_RECHECK)) {
            replace.run();
        } else {
            Register again = r.load(place, RELAXED);
            r.whenElse(again.isEqualTo(seen), replace, () -> r.assign(unused, 1));
        }
        lock(page).unlock(r);
        return unused;
    }

    /**
     * The remote may map the old page too, and a message must not be waited for under the lock. So
     * the leaf is first marked invalid, as a migration entry marks it, which keeps every fault of
     * either kernel waiting; then the TLBs go, then the remote's leaf, and then the new leaf
     * stands.
     */
    private void copySharedPage(
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
                    if (!flaws.contains(COW_KEEPS_LOCK)) {
                        lock(page).unlock(r);
                    }
                    r.gotoLabel(lost);
                });
        Value marked = again.and(~LeafWord.PRESENT).or(LeafWord.INVALID);
        r.store(place, flaws.contains(COW_LEAVES_EMPTY) ? Value.constant(0) : marked, RELAXED);
        lock(page).unlock(r);
        space.tlbs.flush(r, page);
        if (page != space.shape.childPage()) {
            space.toArm.ask(r, Mailbox.Request.DROP_LEAF, page);
        }
        if (!flaws.contains(COW_NO_COPY)) {
            space.frames.copy(r, frame, old);
        }
        lock(page).lock(r);
        r.store(place, leafOf(X86_64, writableBy(permission), frame), RELAXED);
        lock(page).unlock(r);
        space.frames.put(r, old, page);
        r.gotoLabel(done);
        r.place(lost);
        if (flaws.contains(COW_UNLOCKS_TWICE)) {
            lock(page).unlock(r);
        }
        space.frames.free(r, frame);
        r.place(done);
    }
}

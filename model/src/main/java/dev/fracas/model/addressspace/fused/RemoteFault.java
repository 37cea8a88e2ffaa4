package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.addressspace.AddressSpace.isPresent;
import static dev.fracas.model.addressspace.AddressSpace.isWritable;
import static dev.fracas.model.addressspace.AddressSpace.leafOf;
import static dev.fracas.model.addressspace.AddressSpace.mapsZeroPage;
import static dev.fracas.model.addressspace.AddressSpace.writableBy;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.FIRST_READ_IS_INITIAL_CONTENT;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.LEAF_IN_VMA;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LEAK;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.ONE_FRAME_PER_PAGE;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.WRITABLE_ONLY_WHERE_EXCLUSIVE;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Doing;
import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.Mailbox;
import dev.fracas.model.addressspace.Shape;
import dev.fracas.model.addressspace.VmaWalk;
import dev.fracas.model.kernel.locking.FairSpinLock;
import dev.fracas.model.kernel.locking.ReaderWriterSemaphore;
import dev.fracas.model.pagetable.LeafWord;
import dev.fracas.model.program.Address;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.addressspace.AddressSpaceView;
import java.util.List;
import java.util.Set;

/**
 * The Arm kernel's handler of a fault of a migrated thread (paper, section 6.4, "Stramash Page
 * Fault Handler"): it walks the origin's table in software, allocates an anonymous page itself and
 * puts it into both tables, under the Stramash-PTL, without any message. Where a level above the
 * leaves is missing, or the origin's page has to be copied before a write, the origin handles the
 * fault, asked by message (section 9.2.3).
 *
 * <p>The paper does not say in which order locks are taken. Here the origin's {@code mmap_sem}
 * comes first, then the remote's, then the Stramash-PTL; all are dropped before a message is sent.
 */
public final class RemoteFault implements FaultHandler {
    public static final Flaw NO_RECHECK =
            new Flaw(
                    "remote-no-recheck",
                    "the remote does not look again, under the Stramash-PTL, whether the origin's leaf"
                            + " is still empty",
                    ONE_FRAME_PER_PAGE,
                    "origin-and-remote-first-touch");
    public static final Flaw LOCAL_LOCK =
            new Flaw(
                    "remote-local-lock",
                    "the remote takes its own split page-table lock instead of the Stramash-PTL",
                    ONE_FRAME_PER_PAGE,
                    "origin-and-remote-first-touch");
    public static final Flaw OWN_TABLE_ONLY =
            new Flaw(
                    "remote-own-table-only",
                    "the remote puts its new page into its own table and not into the origin's",
                    ONE_FRAME_PER_PAGE,
                    "origin-and-remote-first-touch");
    public static final Flaw NO_ZERO =
            new Flaw(
                    "remote-page-not-cleared",
                    "the remote maps a new anonymous page without clearing it",
                    FIRST_READ_IS_INITIAL_CONTENT,
                    "two-remote-faults-one-table");
    public static final Flaw LATE_ZERO =
            new Flaw(
                    "remote-published-before-cleared",
                    "the remote clears a new page after its leaves are in the tables",
                    FIRST_READ_IS_INITIAL_CONTENT,
                    "two-remote-faults-one-table");
    public static final Flaw MAPS_ZERO_PAGE =
            new Flaw(
                    "remote-writes-zero-page",
                    "the remote maps whatever page the origin has, the zero page too, as the VMA"
                            + " allows",
                    WRITABLE_ONLY_WHERE_EXCLUSIVE,
                    "zero-page-then-remote-write");
    public static final Flaw LOST_RACE_LEAKS =
            new Flaw(
                    "remote-lost-race-leaks",
                    "a remote that finds the leaf filled under the lock forgets the page that it"
                            + " allocated",
                    NO_LEAK,
                    "exit-after-races");

    public static final Flaw LOW_FRAME_UNTRANSLATED =
            new Flaw(
                    "low-frame-untranslated",
                    "the remote takes a frame number below 4 GiB over as the origin wrote it",
                    ONE_FRAME_PER_PAGE,
                    "remote-maps-low-frame");

    public static final Flaw KEEPS_NO_VMA =
            new Flaw(
                    "remote-keeps-no-vma",
                    "the remote maps the page and does not put the origin's VMA into its own list",
                    LEAF_IN_VMA,
                    "walk-adjacent-vmas");

    public static final List<Flaw> FLAWS =
            List.of(
                    NO_RECHECK,
                    LOCAL_LOCK,
                    OWN_TABLE_ONLY,
                    NO_ZERO,
                    LATE_ZERO,
                    MAPS_ZERO_PAGE,
                    LOST_RACE_LEAKS,
                    LOW_FRAME_UNTRANSLATED,
                    KEEPS_NO_VMA);

    private final AddressSpace space;
    private final Set<Flaw> flaws;
    private final VmaWalk vmaWalk;

    public RemoteFault(AddressSpace space, VmaWalk vmaWalk, Set<Flaw> flaws) {
        this.space = space;
        this.vmaWalk = vmaWalk;
        this.flaws = flaws;
    }

    @Override
    public void handle(Routine r, int page, boolean write, Register signal) {
        int needed = write ? AddressSpaceView.READ_WRITE : AddressSpaceView.READ;
        r.routine(
                "do_page_fault",
                () -> {
                    Label again = r.here("");
                    Register asksOrigin = r.register("asks origin", 1);
                    r.assign(asksOrigin, 0);
                    vmaWalk.begin(r);
                    Register permission = vmaWalk.lookUp(r, page);
                    r.whenElse(
                            permission.isLessThan(Value.constant(needed)),
                            () -> r.assign(signal, 1),
                            () -> insertUnderLocalLock(r, page, write, permission, asksOrigin));
                    vmaWalk.done(r, signal);
                    r.when(
                            asksOrigin.isNotEqualTo(0),
                            () -> {
                                fallBack(r, page);
                                r.gotoLabel(again);
                            });
                    r.fence("eret");
                });
    }

    private void insertUnderLocalLock(
            Routine r, int page, boolean write, Register permission, Register asksOrigin) {
        ReaderWriterSemaphore local = space.mmapSem(AARCH64);
        local.downRead(r);
        Register known = r.load(space.vma(AARCH64, page), RELAXED);
        r.when(
                known.isNotEqualTo(permission),
                () -> {
                    local.upRead(r);
                    local.downWrite(r);
                    if (!flaws.contains(KEEPS_NO_VMA)) {
                        r.store(space.vma(AARCH64, page), permission, RELAXED);
                    }
                    local.upWrite(r);
                    local.downRead(r);
                });
        insert(r, page, write, permission, asksOrigin);
        local.upRead(r);
    }

    private void insert(
            Routine r, int page, boolean write, Register permission, Register asksOrigin) {
        r.routine(
                "handle_pte_fault",
                () -> {
                    Label done = r.label("");
                    r.noted(
                            Doing.IN_FOREIGN_TABLE,
                            () -> walkAndInsert(r, page, write, permission, asksOrigin, done));
                    r.place(done);
                });
    }

    private void walkAndInsert(
            Routine r,
            int page,
            boolean write,
            Register permission,
            Register asksOrigin,
            Label done) {
        if (!space.shape.tableExists()) {
            Register level = r.load(space.pmd, RELAXED);
            r.when(
                    level.isEqualTo(0),
                    () -> {
                        r.assign(asksOrigin, 1);
                        r.gotoLabel(done);
                    });
        }
        Address origins = space.leaf(X86_64, page);
        Register seen = r.load(origins, RELAXED);
        Register frame = r.register("new page", space.frames.bits());
        r.assign(frame, 0);
        if (space.shape.has(Shape.Trait.PRIVATE_FILE)) {
            // The page cache is the origin's.
            r.when(
                    isNone(seen),
                    () -> {
                        r.assign(asksOrigin, 1);
                        r.gotoLabel(done);
                    });
        }
        r.when(
                isNone(seen),
                () -> {
                    r.assign(frame, space.frames.allocate(r, page));
                    // VM_FAULT_OOM: nothing is changed, and the access is made again.
                    r.gotoWhen(frame.isEqualTo(0), done);
                    if (!flaws.contains(NO_ZERO) && !flaws.contains(LATE_ZERO)) {
                        space.frames.clear(r, frame);
                    }
                });
        FairSpinLock lock =
                flaws.contains(LOCAL_LOCK) ? space.ptl(AARCH64) : space.pageTableLock(page);
        lock.lock(r);
        Register leaf = flaws.contains(NO_RECHECK) ? seen : r.load(origins, RELAXED);
        r.whenElse(
                isNone(leaf),
                () -> {
                    publish(r, page, permission, frame);
                    r.assign(frame, 0);
                },
                () -> map(r, page, write, permission, leaf, asksOrigin));
        lock.unlock(r);
        if (!flaws.contains(LOST_RACE_LEAKS)) {
            r.when(frame.isNotEqualTo(0), () -> space.frames.free(r, frame));
        }
    }

    /** A new page of the remote's own goes into both tables, in the remote's format. */
    private void publish(Routine r, int page, Register permission, Register frame) {
        Value leaf = leafOf(AARCH64, writableBy(permission), frame);
        r.store(space.leaf(AARCH64, page), leaf, RELAXED);
        space.ghosts.countResident(r, AARCH64, 1);
        if (!flaws.contains(OWN_TABLE_ONLY)) {
            r.store(space.leaf(X86_64, page), leaf, RELAXED);
        }
        if (flaws.contains(LATE_ZERO)) {
            space.frames.clear(r, frame);
        }
    }

    /** The origin has a page: the remote maps the same frame, with no more than the origin has. */
    private void map(
            Routine r,
            int page,
            boolean write,
            Register permission,
            Register origins,
            Register asksOrigin) {
        Address own = space.leaf(AARCH64, page);
        if (flaws.contains(MAPS_ZERO_PAGE)) {
            r.store(own, leafOf(AARCH64, writableBy(permission), frameOf(origins)), RELAXED);
            return;
        }
        Value writable = origins.and(LeafWord.WRITABLE).and(writableBy(permission));
        Value frame =
                flaws.contains(LOW_FRAME_UNTRANSLATED)
                        ? frameOf(origins)
                        : space.numbering.asArmSays(frameOf(origins));
        Runnable mapIt = () -> r.store(own, leafOf(AARCH64, writable, frame), RELAXED);
        Condition copiesFirst =
                isPresent(origins)
                        .not()
                        .or(
                                write
                                        ? isWritable(origins).not()
                                        : mapsZeroPage(origins).and(permission.isEqualTo(2)));
        r.whenElse(copiesFirst, () -> r.assign(asksOrigin, 1), mapIt);
    }

    /** The origin handles the fault as a write of its own would be handled. */
    private void fallBack(Routine r, int page) {
        r.noted(Doing.FALLS_BACK, () -> space.toX86.ask(r, Mailbox.Request.FAULT, page));
    }
}

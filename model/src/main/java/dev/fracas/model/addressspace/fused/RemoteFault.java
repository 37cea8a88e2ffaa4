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

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Doing;
import dev.fracas.model.addressspace.FaultHandler;
import dev.fracas.model.addressspace.Request;
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
public class RemoteFault implements FaultHandler {
    final AddressSpace space;
    private final VmaWalk vmaWalk;

    public RemoteFault(AddressSpace space, VmaWalk vmaWalk) {
        this.space = space;
        this.vmaWalk = vmaWalk;
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
                    keepVma(r, page, permission);
                    local.upWrite(r);
                    local.downRead(r);
                });
        insert(r, page, write, permission, asksOrigin);
        local.upRead(r);
    }

    void keepVma(Routine r, int page, Register permission) {
        r.store(space.vma(AARCH64, page), permission, RELAXED);
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
                    clear(r, frame);
                });
        lock(page).lock(r);
        Register leaf = recheck(r, origins, seen);
        r.whenElse(
                isNone(leaf),
                () -> {
                    publish(r, page, permission, frame);
                    r.assign(frame, 0);
                },
                () -> map(r, page, write, permission, leaf, asksOrigin));
        lock(page).unlock(r);
        freeUnused(r, frame);
    }

    void clear(Routine r, Register frame) {
        space.frames.clear(r, frame);
    }

    FairSpinLock lock(int page) {
        return space.pageTableLock(page);
    }

    /** What the origin's leaf is under the lock. */
    Register recheck(Routine r, Address origins, Register seen) {
        return r.load(origins, RELAXED);
    }

    /** Whoever loses the race gives the page back. */
    void freeUnused(Routine r, Register frame) {
        r.when(frame.isNotEqualTo(0), () -> space.frames.free(r, frame));
    }

    /** A new page of the remote's own goes into both tables, in the remote's format. */
    void publish(Routine r, int page, Register permission, Register frame) {
        Value leaf = leafOf(AARCH64, writableBy(permission), frame);
        r.store(space.leaf(AARCH64, page), leaf, RELAXED);
        space.ghosts.countResident(r, AARCH64, 1);
        publishAtOrigin(r, page, leaf);
    }

    void publishAtOrigin(Routine r, int page, Value leaf) {
        r.store(space.leaf(X86_64, page), leaf, RELAXED);
    }

    /** The origin has a page: the remote maps the same frame, with no more than the origin has. */
    void map(
            Routine r,
            int page,
            boolean write,
            Register permission,
            Register origins,
            Register asksOrigin) {
        Value writable = origins.and(LeafWord.WRITABLE).and(writableBy(permission));
        Value leaf = leafOf(AARCH64, writable, frameAtRemote(origins));
        Condition copiesFirst =
                isPresent(origins)
                        .not()
                        .or(
                                write
                                        ? isWritable(origins).not()
                                        : mapsZeroPage(origins).and(permission.isEqualTo(2)));
        r.whenElse(
                copiesFirst,
                () -> r.assign(asksOrigin, 1),
                () -> r.store(space.leaf(AARCH64, page), leaf, RELAXED));
    }

    /** The number of the leaf's frame, as the remote numbers memory. */
    Value frameAtRemote(Register origins) {
        return space.numbering.asArmSays(frameOf(origins));
    }

    /** The origin handles the fault as a write of its own would be handled. */
    private void fallBack(Routine r, int page) {
        r.noted(Doing.FALLS_BACK, () -> space.toX86.ask(r, Request.FAULT.of(page)));
    }
}

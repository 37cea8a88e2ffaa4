package dev.fracas.model.addressspace;

import static dev.fracas.model.addressspace.AddressSpace.ZERO_PAGE;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.addressspace.AddressSpace.leafOf;
import static dev.fracas.model.addressspace.AddressSpace.mapsZeroPage;
import static dev.fracas.model.addressspace.AddressSpace.writableBy;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;

/**
 * What Linux 5.2 itself does with a fault of anonymous memory, which Popcorn leaves alone at the
 * origin as long as the page is not distributed. It changes a leaf only when that is still, under
 * the page-table lock, the leaf that it has seen: a page that became distributed meanwhile has
 * another one.
 */
final class OrdinaryFault {
    private final AddressSpace space;
    private final RemoteContext origin;

    OrdinaryFault(AddressSpace space, RemoteContext origin) {
        this.space = space;
        this.origin = origin;
    }

    /** {@code __pte_alloc}, where the levels above the leaves are missing. */
    void allocateTable(Routine r) {
        if (space.shape.tableExists()) {
            return;
        }
        r.routine(
                "__pte_alloc",
                () -> {
                    Register seen = r.load(space.pmd, RELAXED);
                    r.when(
                            seen.isEqualTo(0),
                            () -> {
                                origin.ptl.lock(r);
                                r.store(space.pmd, 1, RELAXED);
                                origin.ptl.unlock(r);
                            });
                });
    }

    /** {@code handle_pte_fault}, of a leaf that is none or not distributed. */
    void handle(Routine r, int page, boolean write, Register permission, Register leaf) {
        if (write) {
            giveFrame(r, page, permission, leaf);
        } else {
            r.when(isNone(leaf), () -> zeroPage(r, page));
        }
    }

    /** A page that has no frame of its own gets one, for a write, or to be sent. */
    void giveFrame(Routine r, int page, Register permission, Register leaf) {
        r.when(isNone(leaf), () -> anonymousPage(r, page, permission));
        r.when(
                RemoteContext.isPresent(leaf).and(mapsZeroPage(leaf)),
                () -> copyOnWrite(r, page, permission, leaf));
    }

    private void anonymousPage(Routine r, int page, Register permission) {
        r.routine(
                "do_anonymous_page",
                () -> {
                    Register frame = space.frames.allocate(r, page);
                    space.frames.clear(r, frame);
                    origin.ptl.lock(r);
                    Register again = r.load(origin.leaf(page), RELAXED);
                    r.when(isNone(again), () -> publish(r, page, permission, frame));
                    origin.ptl.unlock(r);
                    r.when(isNone(again).not(), () -> space.frames.free(r, frame));
                });
    }

    private void publish(Routine r, int page, Register permission, Register frame) {
        r.store(origin.leaf(page), leafOf(X86_64, writableBy(permission), frame), RELAXED);
        space.ghosts.countResident(r, X86_64, 1);
    }

    private void zeroPage(Routine r, int page) {
        r.routine(
                "do_anonymous_page",
                () -> {
                    origin.ptl.lock(r);
                    Register again = r.load(origin.leaf(page), RELAXED);
                    Value zero = leafOf(X86_64, Value.constant(0), Value.constant(ZERO_PAGE));
                    r.when(isNone(again), () -> r.store(origin.leaf(page), zero, RELAXED));
                    origin.ptl.unlock(r);
                });
    }

    private void copyOnWrite(Routine r, int page, Register permission, Register leaf) {
        r.routine(
                "do_wp_page",
                () -> {
                    Register frame = space.frames.allocate(r, page);
                    space.frames.clear(r, frame);
                    origin.ptl.lock(r);
                    Register again = r.load(origin.leaf(page), RELAXED);
                    r.when(
                            again.isEqualTo(leaf),
                            () -> {
                                r.store(origin.leaf(page), 0, RELAXED);
                                space.tlbs.flush(r, page);
                                publish(r, page, permission, frame);
                            });
                    origin.ptl.unlock(r);
                    r.when(again.isNotEqualTo(leaf), () -> space.frames.free(r, frame));
                });
    }
}

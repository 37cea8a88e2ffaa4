package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.addressspace.AddressSpace.mapsZeroPage;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.linux.LinuxFault;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;

/**
 * What Linux 5.2 itself does with a fault of anonymous memory, which Popcorn leaves alone at the
 * origin as long as the page is not distributed: {@link LinuxFault}. It changes a leaf only when
 * that leaf, under the lock, is still the one that it has seen: a page that became distributed
 * meanwhile has another.
 */
public final class OrdinaryFault {
    private final AddressSpace space;
    private final LinuxFault linux;

    public OrdinaryFault(AddressSpace space) {
        this.space = space;
        linux = new LinuxFault(space);
    }

    /** {@code __pte_alloc}, where the levels above the leaves are missing. */
    public void allocateTable(Routine r, int page) {
        if (!space.shape.tableExists()) {
            linux.allocateTable(r, page);
        }
    }

    /** {@code handle_pte_fault}, of a leaf that is none or not distributed. */
    public void handle(Routine r, int page, boolean write, Register permission, Register leaf) {
        if (write) {
            giveFrame(r, page, permission, leaf);
        } else {
            r.when(isNone(leaf), () -> linux.zeroPage(r, page, permission));
        }
    }

    /** A page that has no frame of its own gets one, for a write, or to be sent. */
    public void giveFrame(Routine r, int page, Register permission, Register leaf) {
        r.when(isNone(leaf), () -> linux.anonymousPage(r, page, permission));
        r.when(
                AddressSpace.isPresent(leaf).and(mapsZeroPage(leaf)),
                () -> r.routine("do_wp_page", () -> linux.copyZeroPage(r, page, leaf, permission)));
    }
}

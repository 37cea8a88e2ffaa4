package dev.fracas.model.addressspace.released;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Ghosts;
import dev.fracas.model.addressspace.VmaWalk;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.addressspace.AddressSpaceView;

/**
 * The remote VMA walker as released ({@code popcorn_vma_find}): from the root of the origin's tree
 * as it was when the thread migrated, through the origin's {@code vm_area_struct}s, with none of
 * the origin's locks. What it finds becomes a VMA of the remote's for good.
 */
public final class ReleasedVmaWalk implements VmaWalk {
    private final AddressSpace space;

    public ReleasedVmaWalk(AddressSpace space) {
        this.space = space;
    }

    /** Nothing of the origin's is locked. */
    @Override
    public void begin(Routine r) {}

    @Override
    public void done(Routine r, Register signals) {}

    /** The remote's own list, and the walk where it lacks the VMA. */
    @Override
    public Register lookUp(Routine r, int page) {
        Register permission = r.register("vm_flags", Ghosts.PERMISSION_BITS);
        space.mmapSem(AARCH64).downRead(r);
        r.assign(permission, r.load(space.vma(AARCH64, page), RELAXED));
        if (space.shape.remoteMayLackVmas()) {
            r.when(permission.isEqualTo(0), () -> fetch(r, page, permission));
        }
        space.mmapSem(AARCH64).upRead(r);
        return permission;
    }

    @Override
    public void fetch(Routine r, int page, Register permission) {
        VmaWalk.find(
                r,
                () -> {
                    Register atFirst = r.ghostLoad(space.ghosts.originVma.at(page));
                    space.mmapSem(AARCH64).upRead(r);
                    Register found = r.register("vma", Ghosts.PERMISSION_BITS);
                    Label update = r.label("");
                    r.assign(found, 0);
                    if (page > 0) {
                        // The vmacache may hold the VMA before this one, which is taken up to and
                        // with its end. It is mapped where it is, and so not here.
                        Register cached = r.choose("vmacache hit", 2);
                        r.when(
                                cached.isNotEqualTo(0),
                                () -> {
                                    Register before = r.load(space.vmArea.at(page - 1), RELAXED);
                                    space.ghosts.readVma(r, page - 1);
                                    r.when(
                                            before.isNotEqualTo(0),
                                            () -> r.ghostStore(space.ghosts.staleVma, 1));
                                    r.gotoLabel(update);
                                });
                    }
                    // A cached VMA, or the root as it was when the thread migrated, may lead to a
                    // VMA that is gone from the tree. Where neither does, the origin is asked by
                    // message and says the same as its tree: that there is none. A VMA that was not
                    // there when the thread migrated is not cached either.
                    Runnable inTree =
                            () -> r.assign(found, r.load(space.vma(X86_64, page), RELAXED));
                    if (space.shape.permission() == AddressSpaceView.NONE) {
                        inTree.run();
                    } else {
                        Register stale = r.choose("stale pointer", 2);
                        r.whenElse(
                                stale.isNotEqualTo(0),
                                () -> {
                                    r.assign(found, r.load(space.vmArea.at(page), RELAXED));
                                    space.ghosts.readVma(r, page);
                                },
                                inTree);
                    }
                    r.when(
                            found.isNotEqualTo(0),
                            () -> space.ghosts.tookVma(r, page, found, atFirst));
                    r.place(update);
                    updateVma(r, page, found);
                    space.mmapSem(AARCH64).downRead(r);
                    r.assign(permission, r.load(space.vma(AARCH64, page), RELAXED));
                });
    }

    /** {@code __update_vma}: someone may have done it already. */
    private void updateVma(Routine r, int page, Register found) {
        space.mmapSem(AARCH64).downWrite(r);
        Register known = r.load(space.vma(AARCH64, page), RELAXED);
        r.when(known.isEqualTo(0), () -> r.store(space.vma(AARCH64, page), found, RELAXED));
        space.mmapSem(AARCH64).upWrite(r);
    }
}

package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Ghosts;
import dev.fracas.model.addressspace.VmaWalk;
import dev.fracas.model.kernel.locking.ReaderWriterSemaphore;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;

/**
 * The remote kernel's walk through the origin's VMAs, "with appropriate VMA locks acquired" (paper,
 * section 6.4): under the origin's {@code mmap_sem}, which stays held for reading until the fault
 * has been handled, so that the VMA cannot go away under the mapping that it allows.
 */
public class RemoteVmaWalk implements VmaWalk {
    final AddressSpace space;

    public RemoteVmaWalk(AddressSpace space) {
        this.space = space;
    }

    @Override
    public void begin(Routine r) {
        VmaWalk.find(r, () -> space.mmapSem(X86_64).downRead(r));
    }

    @Override
    public Register lookUp(Routine r, int page) {
        Register permission = r.register("vm_flags", Ghosts.PERMISSION_BITS);
        VmaWalk.find(r, () -> walk(r, page, permission));
        return permission;
    }

    @Override
    public void fetch(Routine r, int page, Register permission) {
        ReaderWriterSemaphore own = space.mmapSem(AARCH64);
        VmaWalk.find(
                r,
                () -> {
                    own.upRead(r);
                    findVma(r, page, permission);
                    own.downWrite(r);
                    r.store(space.vma(AARCH64, page), permission, RELAXED);
                    own.upWrite(r);
                    own.downRead(r);
                });
    }

    /** Under the origin's {@code mmap_sem}. */
    void walk(Routine r, int page, Register permission) {
        findVma(r, page, permission);
    }

    /** {@code find_vma} in the origin's tree, then the flags of what it found. */
    final void findVma(Routine r, int page, Register permission) {
        Label none = r.label("");
        Register atFirst = r.ghostLoad(space.ghosts.originVma.at(page));
        r.assign(permission, 0);
        Register found = inTree(r, page, permission, atFirst, none);
        r.gotoWhen(found.isEqualTo(0), none);
        r.assign(permission, r.load(space.vmArea.at(page), RELAXED));
        space.ghosts.readVma(r, page);
        space.ghosts.tookVma(r, page, permission, atFirst);
        r.place(none);
    }

    /**
     * What the tree says of the page.
     *
     * @param permission 0, and what the walk says where nothing is found
     * @param atFirst ghost: the permission when the walk began
     * @param none where the walk ends without a VMA
     * @return 0 where there is no VMA
     */
    Register inTree(Routine r, int page, Register permission, Register atFirst, Label none) {
        return r.load(space.vma(X86_64, page), RELAXED);
    }

    @Override
    public void done(Routine r, Register signals) {
        space.mmapSem(X86_64).upRead(r);
    }
}

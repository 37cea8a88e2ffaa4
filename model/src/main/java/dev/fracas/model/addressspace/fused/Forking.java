package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isPresent;
import static dev.fracas.model.addressspace.AddressSpace.leafOf;
import static dev.fracas.model.addressspace.AddressSpace.mapsZeroPage;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;

/**
 * {@code fork} at the origin (Linux 5.2, {@code dup_mmap} and {@code copy_one_pte}): the child gets
 * every page that the parent has, and neither may write it. The remote, which may map the page
 * writable, has to lose that permission as well, before fork returns.
 */
public class Forking implements ForkRoutine {
    private final AddressSpace space;
    final Unmapping unmapping;

    public Forking(AddressSpace space, Unmapping unmapping) {
        this.space = space;
        this.unmapping = unmapping;
    }

    @Override
    public void fork(Routine r, int page, int childPage) {
        r.routine(
                "dup_mmap",
                () -> {
                    Label outOfMemory = r.label("");
                    Label again = r.here("");
                    space.mmapSem(X86_64).downWrite(r);
                    protect(r, page);
                    protectAtRemote(r, page);
                    copyLeaf(r, page, childPage, outOfMemory);
                    space.mmapSem(X86_64).upWrite(r);
                    callAgain(r, outOfMemory, again);
                });
        space.ghosts.forked(r, page, childPage);
    }

    void protect(Routine r, int page) {
        unmapping.protectTable(r, X86_64, page);
    }

    void protectAtRemote(Routine r, int page) {
        space.toArm.ask(r, Request.WRITE_PROTECT.of(page));
    }

    /** {@code -ENOMEM}: there is no child, and the program calls fork again. */
    private void callAgain(Routine r, Label outOfMemory, Label again) {
        Label done = r.label("");
        r.gotoLabel(done);
        r.place(outOfMemory);
        space.mmapSem(X86_64).upWrite(r);
        r.gotoLabel(again);
        r.place(done);
    }

    /**
     * The child shares a frame of the origin's, and gets a copy of a frame of the remote's: whoever
     * drops the last reference to a shared frame has to own it.
     */
    private void copyLeaf(Routine r, int page, int childPage, Label outOfMemory) {
        Register leaf = r.load(space.leaf(X86_64, page), RELAXED);
        r.when(
                isPresent(leaf),
                () -> {
                    Register frame = r.register("page", space.frames.bits());
                    r.assign(frame, frameOf(leaf));
                    r.when(
                            space.frames.isOwn(frame, AARCH64),
                            () -> {
                                Register copy = space.frames.allocate(r, childPage);
                                r.gotoWhen(copy.isEqualTo(0), outOfMemory);
                                space.frames.copy(r, copy, frame);
                                r.assign(frame, copy);
                            });
                    r.when(
                            frame.isEqualTo(frameOf(leaf)).and(mapsZeroPage(leaf).not()),
                            () -> space.frames.share(r, frame, childPage));
                    space.pageTableLock(childPage).lock(r);
                    r.store(
                            space.leaf(X86_64, childPage),
                            leafOf(X86_64, Value.constant(0), frame),
                            RELAXED);
                    space.pageTableLock(childPage).unlock(r);
                });
    }
}

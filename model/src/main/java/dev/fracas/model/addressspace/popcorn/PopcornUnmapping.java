package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.kernel.messaging.Answer;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;

/**
 * {@code munmap} at the origin, and exit. Popcorn first asks the remote and then unmaps at the
 * origin, so that a fault in between brings the page back to the remote; and at exit it does not
 * wait for the remote. Completed: the origin takes its VMA away first, has the remote drop its copy
 * while it holds its own {@code mmap_sem}, and exits once the remote's threads have. Each kernel
 * frees the frames of its own copies.
 */
public class PopcornUnmapping {
    private final AddressSpace space;
    private final RemoteContext origin;
    private final RemoteContext remote;

    public PopcornUnmapping(DistributedProcess process) {
        space = process.space();
        origin = process.origin();
        remote = process.remote();
    }

    /** By a thread at the origin. */
    public void munmap(Routine r, int page) {
        r.routine(
                "__do_munmap",
                () -> {
                    origin.mmapSem.downWrite(r);
                    space.setOriginVma(r, page, 0);
                    zap(r, origin, page);
                    unmapReplica(r, page);
                    space.freeOriginVma(r, page);
                    origin.mmapSem.upWrite(r);
                });
    }

    /** The remote drops its copy. */
    protected void unmapReplica(Routine r, int page) {
        remote.messages.ask(r, Request.UNMAP.of(page));
    }

    /** By the thread that serves the remote's messages. */
    public Value unmapAtRemote(Routine r, int page) {
        r.routine(
                "vm_munmap",
                () -> {
                    remote.mmapSem.downWrite(r);
                    r.store(space.vma(AARCH64, page), 0, RELAXED);
                    zap(r, remote, page);
                    remote.mmapSem.upWrite(r);
                });
        return Answer.done();
    }

    /** {@code zap_pte_range}: the leaf, the TLB entries, the ownership, and last the frame. */
    private void zap(Routine r, RemoteContext context, int page) {
        r.routine(
                "zap_pte_range",
                () -> {
                    context.ptl.lock(r);
                    Register leaf = r.load(context.leaf(page), RELAXED);
                    r.when(
                            isNone(leaf).not(),
                            () -> {
                                r.store(context.leaf(page), 0, RELAXED);
                                space.tlbs.flush(r, page);
                            });
                    context.pages.clear(r, page);
                    context.ptl.unlock(r);
                    Register frame = frameOfCopy(r, leaf);
                    r.when(
                            space.frames.isOwn(frame, context.kernel),
                            () -> {
                                space.frames.free(r, frame);
                                space.ghosts.countResident(r, context.kernel, -1);
                            });
                });
    }

    /** The frame of the copy that the leaf maps, or mapped until it was made invalid. */
    protected Register frameOfCopy(Routine r, Register leaf) {
        Register frame = r.register("page", space.frames.bits());
        r.assign(frame, frameOf(leaf));
        return frame;
    }

    /** {@code exit_mmap}, by the origin's last thread. */
    public void exit(Routine r) {
        r.routine(
                "exit_mmap",
                () -> {
                    remote.messages.ask(r, Request.STOP.of(0));
                    for (int page = 0; page < space.shape.pages(); page++) {
                        space.setOriginVma(r, page, 0);
                        zap(r, origin, page);
                    }
                    r.store(space.pmd, 0, RELAXED);
                    r.fence("free_pgtables");
                    r.ghostStore(space.ghosts.tableFreed, 1);
                    r.ghostStore(space.ghosts.exited.at(X86_64.ordinal()), 1);
                });
    }

    /** The remote's part: signal the threads, wait until each has gone, and drop every copy. */
    public Value exitAtRemote(Routine r) {
        r.routine(
                "__do_exit_remote",
                () -> {
                    r.store(space.stop, 1, RELEASE);
                    space.threads
                            .tasksOf(AARCH64)
                            .forEach(core -> r.await(space.gone(core), equalTo(1), ACQUIRE));
                    for (int page = 0; page < space.shape.pages(); page++) {
                        r.store(space.vma(AARCH64, page), 0, RELAXED);
                        zap(r, remote, page);
                    }
                    r.fence("mmput");
                    r.ghostStore(space.ghosts.exited.at(AARCH64.ordinal()), 1);
                });
        return Answer.done();
    }
}

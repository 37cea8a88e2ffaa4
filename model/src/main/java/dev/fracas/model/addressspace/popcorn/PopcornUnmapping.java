package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.addressspace.AddressSpace.frameOf;
import static dev.fracas.model.addressspace.AddressSpace.isNone;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LEAK;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_MAPPING_AFTER_MUNMAP;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Answer;
import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.Mailbox.Request;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import java.util.List;
import java.util.Set;

/**
 * {@code munmap} at the origin, and exit. Popcorn asks the remote first and unmaps at the origin
 * then, so that a fault in between brings the page back to the remote; and it does not wait for the
 * remote at exit. Completed: the origin takes its VMA away first, has the remote drop what it has
 * while it keeps its {@code mmap_sem}, and exits when the remote's threads have. Each kernel frees
 * the frames of its own copies.
 */
public final class PopcornUnmapping {
    public static final Flaw KEEPS_REPLICA =
            new Flaw(
                    "unmap-keeps-replica",
                    "munmap at the origin does not have the remote drop its copy",
                    NO_MAPPING_AFTER_MUNMAP,
                    "unmap-against-remote-fault");
    public static final Flaw INVALID_KEPT =
            new Flaw(
                    "exit-keeps-invalid-copies",
                    "the remote frees the frames of its valid copies only, not of those that were"
                            + " invalidated",
                    NO_LEAK,
                    "exit-with-remote-pages");

    public static final List<Flaw> FLAWS = List.of(KEEPS_REPLICA, INVALID_KEPT);

    private final AddressSpace space;
    private final RemoteContext origin;
    private final RemoteContext remote;
    private final Set<Flaw> flaws;

    public PopcornUnmapping(
            AddressSpace space, RemoteContext origin, RemoteContext remote, Set<Flaw> flaws) {
        this.space = space;
        this.origin = origin;
        this.remote = remote;
        this.flaws = flaws;
    }

    /** By a thread at the origin. */
    public void munmap(Routine r, int page) {
        r.routine(
                "__do_munmap",
                () -> {
                    origin.mmapSem.downWrite(r);
                    space.setOriginVma(r, page, 0);
                    zap(r, origin, page);
                    if (!flaws.contains(KEEPS_REPLICA)) {
                        remote.messages.ask(r, Request.UNMAP, page);
                    }
                    space.freeOriginVma(r, page);
                    origin.mmapSem.upWrite(r);
                });
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
                    Register frame = r.register("page", space.frames.bits());
                    r.assign(frame, frameOf(leaf));
                    if (flaws.contains(INVALID_KEPT)) {
                        r.when(AddressSpace.isPresent(leaf).not(), () -> r.assign(frame, 0));
                    }
                    r.when(
                            space.frames.isOwn(frame, context.kernel),
                            () -> {
                                space.frames.free(r, frame);
                                space.ghosts.countResident(r, context.kernel, -1);
                            });
                });
    }

    /** {@code exit_mmap}, by the origin's last thread. */
    public void exit(Routine r) {
        r.routine(
                "exit_mmap",
                () -> {
                    remote.messages.ask(r, Request.STOP, 0);
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
                    space.cast
                            .threadsOf(AARCH64)
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

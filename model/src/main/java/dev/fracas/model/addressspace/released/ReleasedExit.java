package dev.fracas.model.addressspace.released;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.addressspace.fused.ExitRoutine;
import dev.fracas.model.program.Routine;

/** Exit as released: each kernel zaps its own table, in whatever order that comes to. */
public final class ReleasedExit implements ExitRoutine {
    private final AddressSpace space;
    private final ReleasedUnmapping unmapping;

    public ReleasedExit(AddressSpace space) {
        this.space = space;
        unmapping = new ReleasedUnmapping(space);
    }

    /**
     * The shadow of each migrated thread looks for no signal and keeps the {@code mm_struct} until
     * its remote thread has ended by itself. Then {@code TASK_EXIT_ORIGIN} is sent, and not waited
     * for.
     */
    @Override
    public void exit(Routine r) {
        r.routine(
                "popcorn_shadow_loop",
                () ->
                        space.threads
                                .tasksOf(AARCH64)
                                .forEach(core -> r.await(space.gone(core), equalTo(1), ACQUIRE)));
        if (space.threads.daemonOf(AARCH64).isPresent()) {
            space.toArm.post(r, Request.STOP.of(0));
        }
        r.routine(
                "exit_mmap",
                () -> {
                    for (int page = 0; page < space.shape.pages(); page++) {
                        space.setOriginVma(r, page, 0);
                        unmapping.zapAtOrigin(r, page);
                    }
                    r.store(space.pmd, 0, RELAXED);
                    r.fence("free_pgtables");
                    r.ghostStore(space.ghosts.tableFreed, 1);
                    r.ghostStore(space.ghosts.exited.at(X86_64.ordinal()), 1);
                });
    }

    /** The remote's part, whenever the message comes. */
    @Override
    public void exitAtRemote(Routine r) {
        r.routine(
                "__do_exit_remote",
                () -> {
                    for (int page = 0; page < space.shape.pages(); page++) {
                        r.store(space.vma(AARCH64, page), 0, RELAXED);
                        unmapping.zapAtRemote(r, page);
                    }
                    r.fence("mmput");
                    r.ghostStore(space.ghosts.exited.at(AARCH64.ordinal()), 1);
                });
    }

    @Override
    public boolean stopsRemoteThreads() {
        return false;
    }
}

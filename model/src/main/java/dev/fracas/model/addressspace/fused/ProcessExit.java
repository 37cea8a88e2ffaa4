package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Request;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;

/**
 * The process exits at the origin. The paper: "the origin kernel only invalidates the PTE and does
 * not attempt to release the page, as it was allocated by the remote kernel. The remote kernel
 * [...] takes responsibility for invalidating its own PTE and releasing the page" (section 6.4).
 * Completed: first the remote stops the process's threads, which the origin waits for; only then
 * are pages dropped, as {@link Unmapping} does it, and the origin's tables freed after that.
 */
public class ProcessExit implements ExitRoutine {
    private final AddressSpace space;
    private final Unmapping unmapping;

    public ProcessExit(AddressSpace space, Unmapping unmapping) {
        this.space = space;
        this.unmapping = unmapping;
    }

    /** {@code exit_mmap}. */
    @Override
    public void exit(Routine r) {
        r.routine(
                "exit_mmap",
                () -> {
                    if (space.threads.daemonOf(AARCH64).isPresent()) {
                        stopRemote(r);
                    }
                    for (int page = 0; page < space.shape.pages(); page++) {
                        if (page == space.shape.childPage()) {
                            continue;
                        }
                        space.setOriginVma(r, page, 0);
                        unmapping.unmapRegion(r, page);
                    }
                    freeTables(r);
                });
    }

    void stopRemote(Routine r) {
        space.toArm.ask(r, Request.STOP.of(0));
        awaitThreads(r);
    }

    /** {@code free_pgtables}. */
    private void freeTables(Routine r) {
        r.routine(
                "free_pgtables",
                () -> {
                    r.store(space.pmd, 0, RELAXED);
                    r.fence("invlpg");
                    r.ghostStore(space.ghosts.tableFreed, 1);
                    r.ghostStore(space.ghosts.exited.at(X86_64.ordinal()), 1);
                    r.ghostStore(space.ghosts.exited.at(AARCH64.ordinal()), 1);
                });
    }

    /**
     * Each remote thread is gone. The exiting thread waits, not the one that serves the remote's
     * messages: a thread that is to go may need that one first.
     */
    void awaitThreads(Routine r) {
        r.routine(
                "exit_group",
                () ->
                        space.threads
                                .tasksOf(AARCH64)
                                .forEach(core -> r.await(space.gone(core), equalTo(1), ACQUIRE)));
    }

    /** Signals the threads. */
    @Override
    public void exitAtRemote(Routine r) {
        r.routine("__do_exit_remote", () -> r.store(space.stop, 1, RELEASE));
    }

    @Override
    public boolean stopsRemoteThreads() {
        return true;
    }

    /**
     * A remote thread looks for a signal on its way back to user mode, and goes when there is one.
     */
    public static void goWhenStopped(Routine r, AddressSpace space, Label gone) {
        Register stopped = r.load(space.stop, ACQUIRE);
        r.gotoWhen(stopped.isNotEqualTo(0), gone);
    }

    public static void gone(Routine r, AddressSpace space) {
        r.store(space.gone(r.core()), 1, RELEASE);
    }
}

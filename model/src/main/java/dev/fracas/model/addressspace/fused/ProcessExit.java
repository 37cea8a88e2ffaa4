package dev.fracas.model.addressspace.fused;

import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_LEAK;
import static dev.fracas.spec.addressspace.AddressSpaceProperties.NO_TABLE_FREED_UNDER_WALKER;

import dev.fracas.model.addressspace.AddressSpace;
import dev.fracas.model.addressspace.Flaw;
import dev.fracas.model.addressspace.Mailbox;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import java.util.List;
import java.util.Set;

/**
 * The process exits at the origin. The paper: "the origin kernel only invalidates the PTE and does
 * not attempt to release the page, as it was allocated by the remote kernel. The remote kernel
 * [...] takes responsibility for invalidating its own PTE and releasing the page" (section 6.4).
 * Completed: first the remote stops the process's threads, which the origin waits for; only then
 * are pages dropped, as {@link Unmapping} does it, and the origin's tables freed after that.
 */
public final class ProcessExit {
    public static final Flaw DOES_NOT_STOP =
            new Flaw(
                    "exit-does-not-stop-remote",
                    "the origin frees its tables without having the remote's threads stopped first",
                    NO_TABLE_FREED_UNDER_WALKER,
                    "exit-with-remote-pages");
    public static final Flaw STOP_NOT_AWAITED =
            new Flaw(
                    "stop-not-awaited",
                    "the origin asks for the remote's threads to be stopped and does not wait until"
                            + " they are gone",
                    NO_TABLE_FREED_UNDER_WALKER,
                    "exit-with-remote-pages");
    public static final Flaw REMOTE_NOT_ASKED =
            new Flaw(
                    "exit-leaves-remote-pages",
                    "exit drops the origin's own mappings and never asks the remote for its own",
                    NO_LEAK,
                    "exit-with-remote-pages");

    public static final List<Flaw> FLAWS =
            List.of(DOES_NOT_STOP, STOP_NOT_AWAITED, REMOTE_NOT_ASKED);

    private final AddressSpace space;
    private final Unmapping unmapping;
    private final Set<Flaw> flaws;

    public ProcessExit(AddressSpace space, Unmapping unmapping, Set<Flaw> flaws) {
        this.space = space;
        this.unmapping = unmapping;
        this.flaws = flaws;
    }

    /** {@code exit_mmap}, by the origin's last thread. */
    public void exit(Routine r) {
        r.routine(
                "exit_mmap",
                () -> {
                    if (space.cast.worker(AARCH64).isPresent() && !flaws.contains(DOES_NOT_STOP)) {
                        space.toArm.ask(r, Mailbox.Request.STOP, 0);
                        if (!flaws.contains(STOP_NOT_AWAITED)) {
                            awaitThreads(r);
                        }
                    }
                    for (int page = 0; page < space.shape.pages(); page++) {
                        if (page == space.shape.childPage()) {
                            continue;
                        }
                        space.setOriginVma(r, page, 0);
                        unmapping.unmapRegion(r, page, !flaws.contains(REMOTE_NOT_ASKED));
                    }
                    freeTables(r);
                });
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
    private void awaitThreads(Routine r) {
        r.routine(
                "exit_group",
                () ->
                        space.cast
                                .threadsOf(AARCH64)
                                .forEach(core -> r.await(space.gone(core), equalTo(1), ACQUIRE)));
    }

    /** The remote's part: signal the threads. */
    public void stopThreads(Routine r) {
        r.routine("__do_exit_remote", () -> r.store(space.stop, 1, RELEASE));
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

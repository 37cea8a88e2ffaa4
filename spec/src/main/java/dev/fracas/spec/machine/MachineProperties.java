package dev.fracas.spec.machine;

import static dev.fracas.spec.Property.always;
import static dev.fracas.spec.Property.sometimes;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.source;

import dev.fracas.spec.ProgressView;
import dev.fracas.spec.Property;
import java.util.List;

/** What every machine owes. The sources are where Linux itself does or reports the like. */
public final class MachineProperties {
    private MachineProperties() {}

    /**
     * Also obligation L24, of Popcorn's distributed shared memory: a local write that waits for an
     * invalidation and a remote fault that waits for the origin do not wait for each other.
     */
    public static final Property<ProgressView> NO_DEADLOCK =
            always(
                            "no-deadlock",
                            "As long as a core has work left, some step changes the state.",
                            source(LINUX, "kernel/watchdog.c"),
                            ProgressView.class,
                            p -> !p.stuck() || p.finished())
                    .formerly("L24");

    /** The guard against a check that holds only because no run got anywhere. */
    public static final Property<ProgressView> RUN_COMPLETES =
            sometimes(
                    "run-completes",
                    "Every thread gets to its end.",
                    source(LINUX, "kernel/exit.c"),
                    ProgressView.class,
                    ProgressView::finished);

    public static final Property<MachineView> NO_OOPS =
            always(
                            "no-oops",
                            "No core uses an address outside the declared memory.",
                            source(LINUX, "arch/x86/mm/fault.c"),
                            MachineView.class,
                            v -> v.oopsed() == 0)
                    .formerly("no-bad-address");

    /** What Linux's lock validator reports as a bad unlock balance. */
    public static final Property<MachineView> UNLOCK_BALANCE =
            always(
                    "unlock-balance",
                    "A core releases a lock only while that is held.",
                    source(LINUX, "kernel/locking/lockdep.c"),
                    MachineView.class,
                    v -> v.releasingUnheld() == 0);

    /** What Linux's lock validator looks for on the way back to user mode. */
    public static final Property<MachineView> NO_LOCK_LEFT =
            always(
                    "no-lock-left",
                    "When every thread has ended no lock is held.",
                    source(LINUX, "kernel/locking/lockdep.c"),
                    MachineView.class,
                    v -> !v.lockHeldAtEnd());

    /**
     * What a lock validator judges. It follows locks that are taken and released by locked
     * operations on words that the machine was told.
     */
    public static final List<Property<?>> LOCK_BALANCE = List.of(UNLOCK_BALANCE, NO_LOCK_LEFT);

    /** All of them, in the order in which reports show them. */
    public static List<Property<?>> all() {
        return List.of(UNLOCK_BALANCE, NO_LOCK_LEFT, NO_DEADLOCK, NO_OOPS, RUN_COMPLETES);
    }
}

package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.RELEASE;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.FIRST_COME_FIRST_SERVED;
import static dev.fracas.spec.lock.LockProperties.HANDED_OVER_BETWEEN_ISAS;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;
import static dev.fracas.spec.machine.MachineProperties.NO_OOPS;

import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Word;
import dev.fracas.spec.Isa;
import java.util.List;

/**
 * The Stramash page-table lock: the {@code page_table_lock} in the origin's {@code mm_struct}, an
 * ordinary queued spinlock in x86 memory, which the Arm kernel reaches through a pointer that came
 * with the migrating thread.
 *
 * <p>A queued spinlock names a waiter by its CPU number, and the number means something to the
 * kernel that wrote it only. {@code stramash-ptl@paper} gives the cores of both kernels one
 * numbering and one table of queue nodes, which the paper's claim needs. {@code
 * stramash-ptl@released} is what the released source amounts to: each kernel writes its own {@code
 * smp_processor_id()} and looks a number up with its own {@code per_cpu_ptr()}.
 */
public sealed class StramashPageTableLock implements LockProtocol {
    private final QueuedSpinLock lock;

    private StramashPageTableLock(CpuNumbers numbers) {
        lock = new QueuedSpinLock(Word.named("page_table_lock"), numbers);
    }

    @Override
    public void acquire(Routine r) {
        lock.acquire(r);
    }

    @Override
    public void release(Routine r) {
        lock.release(r);
    }

    @Override
    public boolean isFirstComeFirstServed() {
        return true;
    }

    private static final class IdleRemote extends StramashPageTableLock {
        IdleRemote(CpuNumbers numbers) {
            super(numbers);
        }

        @Override
        public List<LockUse> uses() {
            LockUse asMeant = super.uses().getFirst();
            return List.of(
                    LockUse.of(
                            "x86 only",
                            (r, section) -> {
                                if (r.isa() == Isa.AARCH64) {
                                    r.end();
                                } else {
                                    asMeant.round(r, section);
                                }
                            },
                            List.of()));
        }
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "stramash-ptl",
                        "Stramash page-table lock, CPU numbers unique over both kernels",
                        source(PAPER, "section 6.4"),
                        d -> new StramashPageTableLock(CpuNumbers.unique(d.cores().size())))
                .reading(Reading.PAPER)
                .formerly("stramash-ptl")
                .withSlowPath()
                .defect(
                        "stramash-ptl-colliding-tail",
                        "each kernel writes its own CPU number into the tail, where both kernels"
                                + " read it as a number in the one table",
                        NO_DEADLOCK,
                        on("x86,arm", 2),
                        d -> new StramashPageTableLock(CpuNumbers.colliding(d.cores())))
                .defect(
                        "stramash-ptl-idle-remote",
                        "the remote kernel's cores never ask for the lock, so that nothing is"
                                + " tested",
                        HANDED_OVER_BETWEEN_ISAS,
                        on("x86,arm", 1),
                        d -> new IdleRemote(CpuNumbers.unique(d.cores().size())))
                .build();
    }

    /**
     * What exploration finds. Two cores are never inside together: a number read wrongly misleads
     * the queue only, and the queue still has one head. But when waiters of both kernels that bear
     * the same number queue one behind the other, each takes the other for itself. The second one
     * finds the first one's number in the tail, looks it up, links its node behind itself, and
     * waits for itself for ever; the first one finds its own number in the tail, takes itself for
     * the last waiter, and leaves. Since it takes a holder and a pending waiter to drive a third
     * comer into the queue, two cores get there in their second round, three in their first. The
     * lost waiter is overtaken by those that join later. And a number that the reading kernel has
     * no CPU for, which it meets when one kernel has more cores than the other, leads to per-CPU
     * data that does not exist: an oops.
     */
    static LockMechanism released() {
        String lost =
                "a waiter of one kernel takes its own node for the other's of the same number";
        return LockMechanism.lock(
                        "stramash-ptl",
                        "Stramash page-table lock as released, each kernel with its own CPU"
                                + " numbers",
                        source(
                                RELEASE,
                                "soft_page_walk in popcorn_arm/kernel/popcorn/page_server.c"),
                        d -> new StramashPageTableLock(CpuNumbers.ofEachKernel(d.cores())))
                .reading(Reading.RELEASED)
                .formerly("stramash-ptl-released")
                .withSlowPath()
                .lacks(NO_DEADLOCK, d -> sharesNumbers(d) && busy(d, 3), lost)
                .lacks(EVERY_WAITER_GETS_IN, StramashPageTableLock::sharesNumbers, lost)
                .lacks(
                        FIRST_COME_FIRST_SERVED,
                        d -> sharesNumbers(d) && d.cores().size() > 2 && busy(d, 4),
                        "a lost waiter is overtaken by those that join after it")
                .lacks(
                        NO_OOPS,
                        StramashPageTableLock::looksUpMissingCpu,
                        "a number may be one that the reading kernel has no CPU for")
                .build();
    }

    /** Cores of both kernels use the lock, and so CPU 0 of each. */
    private static boolean sharesNumbers(MachineDescription d) {
        return d.cores().contains(Isa.X86_64) && d.cores().contains(Isa.AARCH64);
    }

    /** So many cores are there at once; or fewer, some of which come back for a second round. */
    private static boolean busy(MachineDescription d, int cores) {
        return d.cores().size() >= cores || d.rounds() != 1;
    }

    /**
     * A core of the smaller kernel queues behind a core whose number its kernel does not have. That
     * takes a holder and a pending waiter as well, so four cores or a second round; three are
     * enough when the one that queues behind is x86's, which can set pending and find the queue
     * formed when it looks at the rest of the word.
     */
    private static boolean looksUpMissingCpu(MachineDescription d) {
        long origin = d.cores().stream().filter(isa -> isa == Isa.X86_64).count();
        long remote = d.cores().size() - origin;
        return sharesNumbers(d) && origin != remote && (busy(d, 4) || origin < remote);
    }
}

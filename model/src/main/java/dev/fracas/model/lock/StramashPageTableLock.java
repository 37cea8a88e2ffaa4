package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.RELEASE;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.NO_DEADLOCK;

import dev.fracas.model.program.Routine;
import dev.fracas.spec.Isa;
import java.util.List;

/**
 * The Stramash page-table lock: the {@code page_table_lock} in the origin's {@code mm_struct}, an
 * ordinary queued spinlock in x86 memory, which the Arm kernel reaches through a pointer that came with
 * the migrating thread.
 *
 * <p>A queued spinlock names a waiter by its CPU number, and the number means something to the kernel
 * that wrote it only. {@code stramash-ptl} gives the cores of both kernels one numbering and one table
 * of queue nodes, which the paper's claim needs. {@code stramash-ptl-released} is what the released
 * source amounts to: each kernel writes its own {@code smp_processor_id()} and looks a number up with
 * its own {@code per_cpu_ptr()}.
 */
public final class StramashPageTableLock implements LockProtocol {
    private final QueuedSpinLock lock;

    private StramashPageTableLock(CpuNumbers numbers) {
        lock = new QueuedSpinLock("page_table_lock", numbers);
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

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "stramash-ptl",
                        "Stramash page-table lock, CPU numbers unique over both kernels",
                        source(PAPER, "section 6.4"),
                        d -> new StramashPageTableLock(CpuNumbers.unique(d.cores().size())))
                .withSlowPath()
                .build();
    }

    static LockMechanism released() {
        return LockMechanism.lock(
                        "stramash-ptl-released",
                        "Stramash page-table lock as released, each kernel with its own CPU numbers",
                        source(RELEASE, "soft_page_walk in popcorn_arm/kernel/popcorn/page_server.c"),
                        d -> new StramashPageTableLock(CpuNumbers.ofEachKernel(d.cores())))
                .withSlowPath()
                .build();
    }
}

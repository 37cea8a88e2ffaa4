package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;

import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockCompanion;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.lock.use.TryUse;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Isa;
import java.util.List;

/**
 * {@code logbuf_lock} of Linux 5.2, which protects what {@code printk} has to say: a spinlock that
 * cores take with interrupts off, and that the handler of an interrupt which cannot be switched off
 * may only try, since the core below it may hold it. When the try fails the handler leaves its text
 * in a buffer of its own.
 *
 * <p>Core 0 has such a handler, and a further core that sends it one interrupt, at any time.
 */
public sealed class LogbufLock implements LockProtocol {
    /** Non-maskable on x86; an Arm kernel gets it from its firmware (SDEI). */
    private static final InterruptVector NMI = new InterruptVector("NMI");

    private final QueuedSpinLock spin;
    private final List<Isa> cores;

    /**
     * @param cores that take the lock; the first is interrupted
     */
    public LogbufLock(List<Isa> cores) {
        this.cores = List.copyOf(cores);
        // The kernel has queue nodes for each level of interrupts of a CPU.
        spin = new QueuedSpinLock(cores.size() + 1);
    }

    @Override
    public void acquire(Routine r) {
        r.borrowed(() -> spin.acquire(r));
    }

    @Override
    public void release(Routine r) {
        r.borrowed(() -> spin.release(r));
    }

    @Override
    public List<LockCompanion> companions() {
        return List.of(
                LockCompanion.handlerOf(0, cores.getFirst(), NMI, vprintkNmi()),
                LockCompanion.ticker(cores.getLast(), 1, 0, NMI));
    }

    /** What the handler does with the lock. */
    LockUse vprintkNmi() {
        return TryUse.toWrite(this::tryAcquire, this::release);
    }

    private Condition tryAcquire(Routine r) {
        Register got = r.local("logged", 1);
        r.borrowed(() -> r.assign(got, spin.tryAcquire(r).value()));
        return got.isNotEqualTo(0);
    }

    private static final class NmiWaits extends LogbufLock {
        NmiWaits(List<Isa> cores) {
            super(cores);
        }

        @Override
        LockUse vprintkNmi() {
            return new ExclusiveUse(this::acquire, this::release);
        }
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "logbuf",
                        "Linux's lock of printk's buffer, which the handler of an NMI only tries",
                        source(LINUX, "kernel/printk/printk_safe.c, vprintk_func"),
                        d -> new LogbufLock(d.cores()))
                .withSlowPath()
                .defect(
                        "logbuf-nmi-waits",
                        "the handler of the interrupt waits for the lock, as everybody else does",
                        NO_DEADLOCK,
                        on("x86", 1),
                        d -> new NmiWaits(d.cores()))
                .build();
    }
}

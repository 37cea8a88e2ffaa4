package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.SLOW_PATH_TAKEN;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;

import dev.fracas.model.program.InterruptVector;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;
import java.util.List;

/**
 * A test-and-set lock whose waiters halt, and are woken by an inter-processor interrupt from
 * whichever kernel frees the lock: the shape of the paper's futex wake without the futex.
 *
 * <p>A waiter announces that it sleeps and then looks at the lock once more; the core that frees
 * the lock does so first and then looks for sleepers. With a full fence between on both sides, one
 * of the two sees the other. One sleeper is woken, who passes the lock on in its turn; a wake-up
 * too many does no harm, since a woken core tries again from the start.
 */
public sealed class WakeByIpiLock implements LockProtocol {
    private final Word lock = Word.named("lock").bits(1);
    private final WordArray sleeping;
    private final List<Isa> isas;

    /**
     * @param isas the ISA of each core, which names the vector that wakes it
     */
    public WakeByIpiLock(List<Isa> isas) {
        this.isas = List.copyOf(isas);
        sleeping = WordArray.named("sleeping", isas.size()).bits(1).perCore();
    }

    @Override
    public void acquire(Routine r) {
        Label taken = r.label("");
        r.loop(() -> {
            Register was = r.compareAndSwap(lock, 0, 1, ACQUIRE);
            r.gotoWhen(was.isEqualTo(0), taken);
            pauseUntilFreed(r);
        });
        r.place(taken);
    }

    void pauseUntilFreed(Routine r) {
        r.noted(
                SLOW_PATH,
                () -> {
                    r.store(sleeping.at(r.core()), 1, RELAXED);
                    r.fence();
                    r.when(
                            r.load(lock, RELAXED).isNotEqualTo(0),
                            () -> r.awaitIpi(InterruptVector.reschedule(r.isa())));
                    r.store(sleeping.at(r.core()), 0, RELAXED);
                });
    }

    @Override
    public void release(Routine r) {
        free(r);
        wakeOne(r);
    }

    final void free(Routine r) {
        r.store(lock, 0, RELEASE);
    }

    /** Looks for a sleeper, from the next core on, and interrupts the first one found. */
    final void wakeOne(Routine r) {
        Label woken = r.label("");
        r.fence();
        for (int i = 1; i < r.cores(); i++) {
            int other = (r.core() + i) % r.cores();
            r.when(
                    r.load(sleeping.at(other), RELAXED).isNotEqualTo(0),
                    () -> {
                        r.sendIpi(other, InterruptVector.reschedule(isas.get(other)));
                        r.gotoLabel(woken);
                    });
        }
        r.place(woken);
    }

    private static final class EarlyIpi extends WakeByIpiLock {
        EarlyIpi(List<Isa> isas) {
            super(isas);
        }

        @Override
        public void release(Routine r) {
            wakeOne(r);
            free(r);
        }
    }

    private static final class NeverHalts extends WakeByIpiLock {
        NeverHalts(List<Isa> isas) {
            super(isas);
        }

        @Override
        void pauseUntilFreed(Routine r) {}
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "tas-ipi",
                        "Test-and-set lock whose waiters halt until an interrupt wakes them",
                        source(PAPER, "section 6.5"),
                        d -> new WakeByIpiLock(d.cores()))
                .withSlowPath()
                .lacks(
                        EVERY_WAITER_GETS_IN,
                        d -> d.cores().size() > 1,
                        "a woken core competes with whoever comes by")
                .defect(
                        "tas-ipi-early",
                        "sends the interrupt before it frees the lock: a lost wake-up",
                        NO_DEADLOCK,
                        on("x86,arm", 1),
                        d -> new EarlyIpi(d.cores()))
                .defect(
                        "tas-ipi-never-halts",
                        "waiters poll and never halt, so that no interrupt is ever needed",
                        SLOW_PATH_TAKEN,
                        on("x86,arm", 1),
                        d -> new NeverHalts(d.cores()))
                .build();
    }
}

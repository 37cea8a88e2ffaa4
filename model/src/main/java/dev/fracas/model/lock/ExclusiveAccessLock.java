package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.machine.Exclusives.ARCHITECTURAL_SPURIOUS;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.spec.Isa.AARCH64;
import static dev.fracas.spec.Isa.X86_64;
import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.NO_LOST_UPDATE;

import dev.fracas.model.lock.use.CriticalSection;
import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockNote;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import java.util.List;

/**
 * Test-and-set spinlock as an Arm kernel without LSE atomics builds it, {@code ldaxr} and {@code
 * stxr}, while x86 cores use {@code lock cmpxchg} on the same word, since they have no exclusives.
 *
 * <p>Right under both readings of a store-exclusive: the lock word alone decides, and a lock that
 * was taken and given back in between is as free as before. It is the accesses between the two that
 * only the architectural monitor protects.
 */
public sealed class ExclusiveAccessLock implements LockProtocol {
    private final Word lock = Word.named("lock").bits(1);

    @Override
    public void acquire(Routine r) {
        acquire(r, () -> {});
    }

    /** As {@link #acquire(Routine)}, with accesses that go before the one that takes the lock. */
    private void acquire(Routine r, Runnable hoisted) {
        if (r.isa() == X86_64) {
            r.doUntil(() -> r.compareAndSwap(lock, 0, 1, ACQUIRE).isEqualTo(0));
            hoisted.run();
            return;
        }
        Routine.Label retry = r.here("retry");
        Register seen = r.loadExclusive(lock, ACQUIRE);
        r.gotoWhen(seen.isNotEqualTo(0), retry);
        hoisted.run();
        Register failed = r.storeExclusive(lock, Value.constant(1), RELAXED);
        r.gotoWhen(failed.isNotEqualTo(0), retry);
    }

    @Override
    public void release(Routine r) {
        r.store(lock, 0, RELEASE);
    }

    /** Relies on the monitor: whoever gets the lock in between would take the monitor away. */
    private static final class HoistedRead extends ExclusiveAccessLock {
        @Override
        public List<LockUse> uses() {
            LockUse asMeant = new ExclusiveUse(this::acquire, this::release);
            return List.of(
                    LockUse.of(
                            "reads too early",
                            (r, section) -> {
                                if (r.isa() == X86_64) {
                                    asMeant.round(r, section);
                                } else {
                                    readTooEarly(r, section);
                                }
                            },
                            List.of()));
        }

        private void readTooEarly(Routine r, CriticalSection section) {
            Register early = r.local("early", section.counter().array().bits());
            Runnable hoisted = () -> r.workload(() -> r.assign(early, section.load(r)));
            section.acquire(r, same -> super.acquire(same, hoisted));
            section.enter(r);
            section.inside(r, LockNote.INSIDE, () -> section.store(r, early));
            section.release(r, this::release);
        }
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "tas-exclusive",
                        "Test-and-set spinlock by load- and store-exclusive on Arm",
                        source(PAPER, "section 7.1"),
                        d -> new ExclusiveAccessLock())
                .lacks(
                        EVERY_WAITER_GETS_IN,
                        d -> d.cores().size() > 1,
                        "another core can take the lock each time before the store-exclusive")
                .lacks(
                        EVERY_WAITER_GETS_IN,
                        d ->
                                d.exclusives() == ARCHITECTURAL_SPURIOUS
                                        && d.cores().contains(AARCH64),
                        "a store-exclusive can fail every time for no reason")
                .defect(
                        "tas-exclusive-aba",
                        "reads the protected counter between load- and store-exclusive, which an"
                                + " emulated monitor does not protect",
                        NO_LOST_UPDATE,
                        on("x86,arm", 1).withEmulatedExclusives(),
                        d -> new HoistedRead())
                .build();
    }
}

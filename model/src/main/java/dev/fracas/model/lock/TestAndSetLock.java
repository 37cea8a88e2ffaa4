package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Source.PAPER;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.CONTENTION_HAPPENED;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.MUTUAL_EXCLUSION;
import static dev.fracas.spec.lock.LockProperties.RELEASE_BY_HOLDER;

import dev.fracas.model.lock.use.CriticalSection;
import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Test-and-set spinlock: compare-and-swap until it succeeds. The smallest lock that both ISAs can
 * share, {@code lock cmpxchg} on x86 and {@code casa} on Arm; unfair, since whoever comes next to a
 * free lock takes it.
 */
public sealed class TestAndSetLock implements LockProtocol {
    private final Word lock = Word.named("lock").bits(1);

    @Override
    public void acquire(Routine r) {
        r.doUntil(() -> testAndSet(r));
    }

    Condition testAndSet(Routine r) {
        return r.compareAndSwap(lock, 0, 1, ACQUIRE).isEqualTo(0);
    }

    @Override
    public void release(Routine r) {
        r.store(lock, 0, RELEASE);
    }

    private static final class Unlooking extends TestAndSetLock {
        @Override
        Condition testAndSet(Routine r) {
            r.store(super.lock, 1, RELAXED);
            return new Condition(Value.constant(1));
        }
    }

    private LockUse asMeant() {
        return new ExclusiveUse(this::acquire, this::release);
    }

    private static LockUse misuse(BiConsumer<Routine, CriticalSection> round) {
        return LockUse.of("misuses", round, List.of());
    }

    private static final class UnlockTwice extends TestAndSetLock {
        @Override
        public List<LockUse> uses() {
            return List.of(
                    misuse((r, section) -> {
                        super.asMeant().round(r, section);
                        section.releaseUnowned(r, this::release);
                    }));
        }
    }

    private static final class UnlockUnowned extends TestAndSetLock {
        @Override
        public List<LockUse> uses() {
            return List.of(
                    misuse((r, section) -> {
                        section.releaseUnowned(r, this::release);
                        super.asMeant().round(r, section);
                    }));
        }
    }

    private static final class InTurns extends TestAndSetLock {
        private final Word turn;

        InTurns(int cores) {
            turn = Word.named("turn").bits(WordArray.bitsFor(cores));
        }

        @Override
        public List<LockUse> uses() {
            return List.of(
                    misuse((r, section) -> {
                        r.await(turn, equalTo(r.core()), ACQUIRE);
                        super.asMeant().round(r, section);
                        r.store(turn, (r.core() + 1) % r.cores(), RELEASE);
                    }));
        }
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "tas",
                        "Test-and-set spinlock by compare-and-swap",
                        source(PAPER, "section 7.1"),
                        d -> new TestAndSetLock())
                .lacks(
                        EVERY_WAITER_GETS_IN,
                        d -> d.cores().size() > 1,
                        "a compare-and-swap can come too late every time")
                .defect(
                        "tas-store",
                        "takes the lock with a store, without looking",
                        MUTUAL_EXCLUSION,
                        on("x86,arm", 1),
                        d -> new Unlooking())
                .defect(
                        "tas-unlock-twice",
                        "unlocks a second time",
                        RELEASE_BY_HOLDER,
                        on("x86", 1),
                        d -> new UnlockTwice())
                .defect(
                        "tas-unlock-unowned",
                        "an error path unlocks what it has not locked",
                        RELEASE_BY_HOLDER,
                        on("x86", 1),
                        d -> new UnlockUnowned())
                .defect(
                        "tas-in-turns",
                        "the workload runs the cores one after the other, so that nothing is"
                                + " tested",
                        CONTENTION_HAPPENED,
                        on("x86,arm", 1),
                        d -> new InTurns(d.cores().size()))
                .build();
    }
}

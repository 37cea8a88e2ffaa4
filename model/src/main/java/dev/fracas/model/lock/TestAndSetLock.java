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

import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;

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

    private static final class UnlockTwice extends LockWorkload {
        UnlockTwice(MachineDescription description, LockProtocol lock) {
            super(description, lock);
        }

        @Override
        void release(Routine r) {
            super.release(r);
            releaseUnowned(r);
        }
    }

    private static final class UnlockUnowned extends LockWorkload {
        UnlockUnowned(MachineDescription description, LockProtocol lock) {
            super(description, lock);
        }

        @Override
        void exclusiveRound(Routine r) {
            releaseUnowned(r);
            super.exclusiveRound(r);
        }
    }

    private static final class InTurns extends LockWorkload {
        private final Word turn;

        InTurns(MachineDescription description, LockProtocol lock) {
            super(description, lock);
            turn = Word.named("turn").bits(WordArray.bitsFor(description.cores().size()));
        }

        @Override
        void exclusiveRound(Routine r) {
            r.await(turn, equalTo(r.core()), ACQUIRE);
            super.exclusiveRound(r);
            r.store(turn, (r.core() + 1) % r.cores(), RELEASE);
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
                .misuse(
                        "tas-unlock-twice",
                        "unlocks a second time",
                        RELEASE_BY_HOLDER,
                        on("x86", 1),
                        UnlockTwice::new)
                .misuse(
                        "tas-unlock-unowned",
                        "an error path unlocks what it has not locked",
                        RELEASE_BY_HOLDER,
                        on("x86", 1),
                        UnlockUnowned::new)
                .misuse(
                        "tas-in-turns",
                        "the workload runs the cores one after the other, so that nothing is"
                                + " tested",
                        CONTENTION_HAPPENED,
                        on("x86,arm", 1),
                        InTurns::new)
                .build();
    }
}

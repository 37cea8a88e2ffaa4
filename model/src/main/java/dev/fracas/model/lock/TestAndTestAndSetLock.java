package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.MUTUAL_EXCLUSION;

import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Word;

/**
 * Test-and-test-and-set spinlock: waits with loads, which leave the line shared, until the lock
 * looks free, and only then tries the compare-and-swap. As unfair as {@link TestAndSetLock}.
 */
public sealed class TestAndTestAndSetLock implements LockProtocol {
    private final Word lock = Word.named("lock").bits(1);

    @Override
    public void acquire(Routine r) {
        r.doUntil(() -> {
            r.await(lock, equalTo(0), RELAXED);
            return testAndSet(r);
        });
    }

    Condition testAndSet(Routine r) {
        return r.compareAndSwap(lock, 0, 1, ACQUIRE).isEqualTo(0);
    }

    @Override
    public void release(Routine r) {
        r.store(lock, 0, RELEASE);
    }

    private static final class TestThenStore extends TestAndTestAndSetLock {
        @Override
        Condition testAndSet(Routine r) {
            r.store(super.lock, 1, RELAXED);
            return new Condition(Value.constant(1));
        }
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "ttas",
                        "Test-and-test-and-set spinlock: looks before it tries",
                        source("Rudolph and Segall, ISCA'84", "test-and-test-and-set"),
                        d -> new TestAndTestAndSetLock())
                .lacks(
                        EVERY_WAITER_GETS_IN,
                        d -> d.cores().size() > 1,
                        "the lock can be taken each time between the look and the try")
                .defect(
                        "ttas-store",
                        "once the lock looks free, takes it with a store",
                        MUTUAL_EXCLUSION,
                        on("x86,arm", 1),
                        d -> new TestThenStore())
                .build();
    }
}

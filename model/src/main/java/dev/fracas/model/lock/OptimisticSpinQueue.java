package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.mechanism.MachineDescription.ENDLESS;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE_RELEASE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.notEqualTo;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.EVERY_RELEASE_RETURNS;
import static dev.fracas.spec.lock.LockProperties.EVERY_TRY_RETURNS;
import static dev.fracas.spec.lock.LockProperties.NOTHING_GIVEN_AFTER_GIVING_UP;

import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.lock.use.TimedUse;
import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import java.util.List;

/**
 * The queue of optimistic spinners of Linux 5.2: an MCS lock whose waiters can leave. A waiter that
 * gives up takes itself out of its predecessor's {@code next} (step A), finds its own successor or
 * shows the tail that there is none (step B), and links its two neighbours with each other (step
 * C). Whoever takes a node out of {@code next}, by exchange or by compare-and-swap, decides about
 * that node; so one that leaves and one that hands over never both do.
 *
 * <p>A pointer to the node of core {@code c} is {@code c + 1}; 0 is NULL, or the unlocked tail.
 * {@code need_resched()}, by which the kernel gives up, is a choice here; once, since what was seen
 * before it leaves nothing behind. A core that waits without limit never gives up.
 */
public sealed class OptimisticSpinQueue implements LockProtocol {
    private final Word tail;
    private final WordArray next;
    private final WordArray prev;
    private final WordArray locked;

    public OptimisticSpinQueue(int cores) {
        int pointer = WordArray.bitsFor(cores);
        tail = Word.named("tail").bits(pointer);
        next = WordArray.named("next", cores).bits(pointer).perCore().inLine("osq_node");
        prev = WordArray.named("prev", cores).bits(pointer).perCore().inLine("osq_node");
        locked = WordArray.named("locked", cores).bits(1).perCore().inLine("osq_node");
    }

    private static Value me(Routine r) {
        return Value.constant(r.core() + 1L);
    }

    @Override
    public void acquire(Routine r) {
        r.routine("osq_lock", () -> queue(r, () -> awaitLocked(r)));
    }

    /** {@code osq_lock} as it is: fails when the core needs to be scheduled. */
    Condition acquireWithin(Routine r) {
        Register got = r.local("got", 1);
        r.routine(
                "osq_lock",
                () -> {
                    r.assign(got, 1);
                    queue(
                            r,
                            () -> {
                                Register weary = r.choose("need_resched", 2);
                                r.whenElse(
                                        weary.isEqualTo(0),
                                        () -> awaitLocked(r),
                                        () -> unqueue(r, got));
                            });
                });
        return got.isNotEqualTo(0);
    }

    private void queue(Routine r, Runnable await) {
        int core = r.core();
        r.store(locked.at(core), 0, RELAXED);
        r.store(next.at(core), 0, RELAXED);
        Register old = r.swap(tail, me(r), ACQUIRE_RELEASE);
        r.event(JOINS_QUEUE);
        r.when(
                old.isNotEqualTo(0),
                () ->
                        r.noted(
                                SLOW_PATH,
                                () -> {
                                    r.assign(before(r), old);
                                    r.store(prev.at(core), old, RELAXED);
                                    r.store(next.at(old.minus(1)), me(r), RELAXED);
                                    await.run();
                                }));
    }

    private void awaitLocked(Routine r) {
        r.await(locked.at(r.core()), notEqualTo(0), RELAXED);
    }

    /** The predecessor, as far as the core knows. */
    private Register before(Routine r) {
        return r.local("predecessor", prev.bits());
    }

    private Register behind(Routine r) {
        return r.local("successor", next.bits());
    }

    void unqueue(Routine r, Register got) {
        Label unlinked = r.label("unqueue");
        Label done = r.label("");
        Label again = r.here("");
        unlink(r, unlinked);
        r.gotoWhen(isLocked(r), done);
        r.assign(before(r), r.load(prev.at(r.core()), RELAXED));
        r.gotoLabel(again);
        r.place(unlinked);
        r.assign(got, 0);
        waitNext(r, before(r));
        r.when(
                behind(r).isNotEqualTo(0),
                () -> {
                    r.store(prev.at(behind(r).minus(1)), before(r), RELAXED);
                    r.store(next.at(before(r).minus(1)), behind(r), RELAXED);
                });
        r.place(done);
    }

    private void unlink(Routine r, Label unlinked) {
        r.when(
                r.load(next.at(before(r).minus(1)), RELAXED).isEqualTo(me(r)),
                () -> {
                    Register was =
                            r.compareAndSwap(
                                    next.at(before(r).minus(1)),
                                    me(r),
                                    Value.constant(0),
                                    ACQUIRE_RELEASE);
                    r.gotoWhen(was.isEqualTo(me(r)), unlinked);
                });
    }

    /** Whether the predecessor has given this core the lock meanwhile. */
    Condition isLocked(Routine r) {
        return r.load(locked.at(r.core()), ACQUIRE).isNotEqualTo(0);
    }

    /**
     * {@code osq_wait_next}: the successor, taken out of the own node; 0 when the tail could be set
     * to {@code last} instead.
     */
    private void waitNext(Routine r, Value last) {
        r.routine(
                "osq_wait_next",
                () -> {
                    Label found = r.label("");
                    r.loop(() -> {
                        r.when(
                                r.load(tail, RELAXED).isEqualTo(me(r)),
                                () -> {
                                    Register was = r.compareAndSwap(tail, me(r), last, ACQUIRE);
                                    r.assign(behind(r), 0);
                                    r.gotoWhen(was.isEqualTo(me(r)), found);
                                });
                        r.when(
                                r.load(next.at(r.core()), RELAXED).isNotEqualTo(0),
                                () -> {
                                    takeNext(r);
                                    r.gotoWhen(behind(r).isNotEqualTo(0), found);
                                });
                    });
                    r.place(found);
                });
    }

    /** From here on the successor cannot leave any more. */
    void takeNext(Routine r) {
        r.assign(behind(r), r.swap(next.at(r.core()), Value.constant(0), ACQUIRE_RELEASE));
    }

    @Override
    public void release(Routine r) {
        r.routine(
                "osq_unlock",
                () -> {
                    Label done = r.label("");
                    Register was = r.compareAndSwap(tail, me(r), Value.constant(0), RELEASE);
                    r.gotoWhen(was.isEqualTo(me(r)), done);
                    takeNext(r);
                    r.when(behind(r).isEqualTo(0), () -> waitNext(r, Value.constant(0)));
                    r.when(
                            behind(r).isNotEqualTo(0),
                            () -> r.store(locked.at(behind(r).minus(1)), 1, RELEASE));
                    r.place(done);
                });
    }

    @Override
    public List<LockUse> uses() {
        return List.of(
                new ExclusiveUse(this::acquire, this::release),
                new TimedUse(this::acquireWithin, this::release, locked));
    }

    @Override
    public boolean isFirstComeFirstServed() {
        return true;
    }

    private static final class StaysLinked extends OptimisticSpinQueue {
        StaysLinked(int cores) {
            super(cores);
        }

        @Override
        void unqueue(Routine r, Register got) {
            Label done = r.label("");
            r.gotoWhen(isLocked(r), done);
            r.assign(got, 0);
            r.place(done);
        }
    }

    private static final class OnlyReadsNext extends OptimisticSpinQueue {
        OnlyReadsNext(int cores) {
            super(cores);
        }

        @Override
        void takeNext(Routine r) {
            r.assign(super.behind(r), r.load(super.next.at(r.core()), RELAXED));
        }
    }

    private static final class NeverLooksAgain extends OptimisticSpinQueue {
        NeverLooksAgain(int cores) {
            super(cores);
        }

        @Override
        Condition isLocked(Routine r) {
            return new Condition(Value.constant(0));
        }
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "osq",
                        "Linux queue of optimistic spinners: an MCS lock whose waiters can leave",
                        source(LINUX, "kernel/locking/osq_lock.c"),
                        d -> new OptimisticSpinQueue(d.cores().size()))
                .withSlowPath()
                .lacks(
                        EVERY_RELEASE_RETURNS,
                        d -> d.cores().size() > 1,
                        "each time that it looks for its successor, that may be leaving")
                .defect(
                        "osq-stays-linked",
                        "a waiter gives up and leaves its node in the queue",
                        NOTHING_GIVEN_AFTER_GIVING_UP,
                        on("x86,arm", 1),
                        d -> new StaysLinked(d.cores().size()))
                .defect(
                        "osq-only-reads-next",
                        "osq_unlock reads its successor without taking it out of its node",
                        NOTHING_GIVEN_AFTER_GIVING_UP,
                        on("x86,arm", 1),
                        d -> new OnlyReadsNext(d.cores().size()))
                .defect(
                        "osq-never-looks-again",
                        "a waiter that gives up does not look whether it has been given the lock",
                        EVERY_TRY_RETURNS,
                        on("x86,arm", ENDLESS),
                        d -> new NeverLooksAgain(d.cores().size()))
                .build();
    }
}

package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.Source.LINUX;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.HELD_UNTIL_OUTERMOST_RELEASE;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;

import dev.fracas.model.lock.use.ExclusiveUse;
import dev.fracas.model.lock.use.LockUse;
import dev.fracas.model.lock.use.RecursiveUse;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import java.util.List;

/**
 * The lock under which Linux 5.2 prints an oops, which a core that oopses again while it prints may
 * take again: a spinlock, its owner, and how deep the owner is in. The spinlock is tried first; a
 * try that fails is no reason to wait where the owner is the core itself.
 *
 * <p>The owner is read without the lock. That is no race that matters: only the core itself writes
 * its own number there, and it reads its own stores.
 *
 * <p>The first {@code oops_end} forgets the owner, at whatever depth, so that a core that oopses
 * again after it would wait for itself ("nested oops. should stop eventually"). Nothing here does.
 */
public sealed class DieLock implements LockProtocol {
    private static final int DEEPEST = 2;

    private final TicketTryLock spin;
    private final Word owner;
    private final Word depth = Word.named("die_nest_count").bits(WordArray.bitsFor(DEEPEST));

    public DieLock(int cores) {
        spin = new TicketTryLock(cores);
        owner = Word.named("die_owner").bits(WordArray.bitsFor(cores));
    }

    @Override
    public void acquire(Routine r) {
        r.routine(
                "oops_begin",
                () -> {
                    Register free = r.local("free", 1);
                    r.borrowed(() -> r.assign(free, spin.tryAcquire(r).value()));
                    r.when(free.isEqualTo(0), () -> waitUnlessMine(r));
                    r.store(depth, r.load(depth, RELAXED).plus(1), RELAXED);
                    noteOwner(r);
                });
    }

    private void waitUnlessMine(Routine r) {
        r.when(
                r.load(owner, RELAXED).isNotEqualTo(me(r)),
                () -> r.noted(SLOW_PATH, () -> r.borrowed(() -> spin.acquire(r))));
    }

    void noteOwner(Routine r) {
        r.store(owner, me(r), RELAXED);
    }

    private static Value me(Routine r) {
        return Value.constant(r.core() + 1L);
    }

    @Override
    public void release(Routine r) {
        r.routine(
                "oops_end",
                () -> {
                    r.store(owner, 0, RELAXED);
                    Register left = r.local("left", depth.array().bits());
                    r.assign(left, r.load(depth, RELAXED).minus(1));
                    r.store(depth, left, RELAXED);
                    unlock(r, left);
                });
    }

    void unlock(Routine r, Register left) {
        r.when(left.isEqualTo(0), () -> r.borrowed(() -> spin.release(r)));
    }

    @Override
    public List<LockUse> uses() {
        return List.of(
                new ExclusiveUse(this::acquire, this::release),
                new RecursiveUse(this::acquire, this::release));
    }

    private static final class UnlocksAtAnyDepth extends DieLock {
        UnlocksAtAnyDepth(int cores) {
            super(cores);
        }

        @Override
        void unlock(Routine r, Register left) {
            r.borrowed(() -> super.spin.release(r));
        }
    }

    private static final class ForgetsOwner extends DieLock {
        ForgetsOwner(int cores) {
            super(cores);
        }

        @Override
        void noteOwner(Routine r) {}
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "die-lock",
                        "Linux's recursive lock around an oops: owner and depth over a spinlock",
                        source(LINUX, "arch/x86/kernel/dumpstack.c, oops_begin"),
                        d -> new DieLock(d.cores().size()))
                .withSlowPath()
                .defect(
                        "die-lock-unlocks-at-any-depth",
                        "oops_end releases the spinlock without asking how deep the core is in",
                        HELD_UNTIL_OUTERMOST_RELEASE,
                        on("x86,arm", 1),
                        d -> new UnlocksAtAnyDepth(d.cores().size()))
                .defect(
                        "die-lock-forgets-owner",
                        "oops_begin does not write down who has the lock",
                        NO_DEADLOCK,
                        on("x86", 1),
                        d -> new ForgetsOwner(d.cores().size()))
                .build();
    }
}

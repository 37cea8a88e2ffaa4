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
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;
import static dev.fracas.spec.machine.MachineProperties.NO_OOPS;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;

/**
 * The MCS lock of Mellor-Crummey and Scott (1991) as Linux has it: a queue of nodes, one for each
 * core, on which each core spins alone. The lock word points to the last node.
 *
 * <p>A pointer to the node of core {@code c} is {@code c + 1}; 0 is NULL.
 */
public sealed class McsLock implements LockProtocol {
    private final Word tail;
    private final WordArray next;
    private final WordArray locked;

    public McsLock(int cores) {
        int pointer = WordArray.bitsFor(cores);
        tail = Word.named("tail").bits(pointer);
        next = WordArray.named("next", cores).bits(pointer).perCore().inLine("mcs node");
        locked = WordArray.named("locked", cores).bits(1).perCore().inLine("mcs node");
    }

    @Override
    public void acquire(Routine r) {
        r.routine(
                "mcs_spin_lock",
                () -> {
                    int me = r.core();
                    initialize(r);
                    r.store(next.at(me), 0, RELAXED);
                    Register prev = r.swap(tail, Value.constant(me + 1L), ACQUIRE_RELEASE);
                    r.event(JOINS_QUEUE);
                    r.when(
                            prev.isNotEqualTo(0),
                            () -> r.noted(SLOW_PATH, () -> waitBehind(r, prev)));
                });
    }

    void initialize(Routine r) {
        r.store(locked.at(r.core()), 0, RELAXED);
    }

    void waitBehind(Routine r, Register prev) {
        r.store(next.at(prev.minus(1)), r.core() + 1L, RELAXED);
        r.await(locked.at(r.core()), notEqualTo(0), ACQUIRE);
    }

    @Override
    public void release(Routine r) {
        r.routine(
                "mcs_spin_unlock",
                () -> {
                    int me = r.core();
                    Routine.Label alone = r.label("");
                    Register successor = r.local("successor", next.bits());
                    r.assign(successor, r.load(next.at(me), RELAXED));
                    r.when(
                            successor.isEqualTo(0),
                            () -> {
                                leaveIfAlone(r, alone);
                                awaitSuccessor(r, successor);
                            });
                    r.store(locked.at(successor.minus(1)), 1, RELEASE);
                    r.place(alone);
                });
    }

    /** Nobody has come since: the lock is free. */
    void leaveIfAlone(Routine r, Routine.Label alone) {
        long mine = r.core() + 1L;
        r.gotoWhen(r.compareAndSwap(tail, mine, 0, RELEASE).isEqualTo(mine), alone);
    }

    /** Someone has swapped the tail, and has not linked itself behind this core yet. */
    void awaitSuccessor(Routine r, Register successor) {
        r.assign(successor, r.await(next.at(r.core()), notEqualTo(0), RELAXED));
    }

    @Override
    public boolean isFirstComeFirstServed() {
        return true;
    }

    private static final class LateInitialization extends McsLock {
        LateInitialization(int cores) {
            super(cores);
        }

        @Override
        void initialize(Routine r) {}

        @Override
        void waitBehind(Routine r, Register prev) {
            r.store(super.next.at(prev.minus(1)), r.core() + 1L, RELAXED);
            super.initialize(r);
            r.await(super.locked.at(r.core()), notEqualTo(0), ACQUIRE);
        }
    }

    private static final class NullSuccessor extends McsLock {
        NullSuccessor(int cores) {
            super(cores);
        }

        @Override
        void awaitSuccessor(Routine r, Register successor) {
            r.assign(successor, r.load(super.next.at(r.core()), RELAXED));
        }
    }

    private static final class WaitsForSuccessor extends McsLock {
        WaitsForSuccessor(int cores) {
            super(cores);
        }

        @Override
        void leaveIfAlone(Routine r, Routine.Label alone) {}
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "mcs",
                        "MCS queue lock: each core spins on its own node",
                        source(LINUX, "kernel/locking/mcs_spinlock.h"),
                        d -> new McsLock(d.cores().size()))
                .withSlowPath()
                .defect(
                        "mcs-late-locked",
                        "clears its own flag only after the predecessor can see the node",
                        NO_DEADLOCK,
                        on("x86,arm", 1),
                        d -> new LateInitialization(d.cores().size()))
                .defect(
                        "mcs-null-successor",
                        "unlock follows the next pointer without waiting until it is set",
                        NO_OOPS,
                        on("x86,arm", 1),
                        d -> new NullSuccessor(d.cores().size()))
                .defect(
                        "mcs-waits-for-successor",
                        "unlock waits for a successor without asking whether there is one",
                        EVERY_RELEASE_RETURNS,
                        on("x86", ENDLESS),
                        d -> new WaitsForSuccessor(d.cores().size()))
                .build();
    }
}

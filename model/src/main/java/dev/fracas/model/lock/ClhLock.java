package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE_RELEASE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;

/**
 * The queue lock of Craig (1993) and of Landin and Hagersten (1994): each core spins on the node of
 * its predecessor, and takes that node over when it releases its own.
 *
 * <p>There is one node more than there are cores; the spare one starts at the tail. Nodes wander
 * between the kernels, so that all of them lie in the origin's memory.
 */
public sealed class ClhLock implements LockProtocol {
    private final int pointer;
    private final Word tail;
    private final WordArray locked;

    public ClhLock(int cores) {
        pointer = WordArray.bitsFor(cores);
        tail = Word.named("tail").bits(pointer).initially(cores);
        locked = WordArray.named("locked", cores + 1).bits(1);
    }

    @Override
    public void prepare(Routine r) {
        r.assign(mine(r), r.core());
    }

    @Override
    public void acquire(Routine r) {
        r.store(locked.at(mine(r)), 1, RELAXED);
        r.assign(predecessor(r), r.swap(tail, mine(r), ACQUIRE_RELEASE));
        r.event(JOINS_QUEUE);
        r.await(locked.at(predecessor(r)), equalTo(0), ACQUIRE);
    }

    @Override
    public void release(Routine r) {
        r.store(locked.at(mine(r)), 0, RELEASE);
        recycle(r);
    }

    /** The predecessor has left its node for ever; this core's own may still be looked at. */
    void recycle(Routine r) {
        r.assign(mine(r), predecessor(r));
    }

    private Register mine(Routine r) {
        return r.local("mine", pointer);
    }

    private Register predecessor(Routine r) {
        return r.local("predecessor", pointer);
    }

    @Override
    public boolean isFirstComeFirstServed() {
        return true;
    }

    private static final class NodeKept extends ClhLock {
        NodeKept(int cores) {
            super(cores);
        }

        @Override
        void recycle(Routine r) {}
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "clh",
                        "CLH queue lock: each core spins on its predecessor's node",
                        source("Craig, TR 93-02-02, 1993", "FIFO spin locks from atomic swap"),
                        d -> new ClhLock(d.cores().size()))
                .defect(
                        "clh-node-kept",
                        "keeps its own node, which may still be the tail, instead of its"
                                + " predecessor's",
                        NO_DEADLOCK,
                        on("x86", 2),
                        d -> new NodeKept(d.cores().size()))
                .build();
    }
}

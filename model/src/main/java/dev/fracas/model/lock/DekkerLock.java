package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.machine.memory.Memory.totalStoreOrder;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.model.program.Test.equalTo;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.MUTUAL_EXCLUSION;
import static dev.fracas.spec.lock.LockProperties.NO_LOST_UPDATE;
import static dev.fracas.spec.machine.MachineProperties.NO_DEADLOCK;

import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Word;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Source;

/**
 * Dekker's lock, the first for two cores by loads and stores alone: a core that finds the other
 * interested gives way when it is not its turn. A full fence must stand behind each store that
 * declares interest.
 */
public sealed class DekkerLock implements LockProtocol {
    private static final Source DIJKSTRA = source("Dijkstra, EWD 123, 1965", "section 2.1");

    private final WordArray wants = WordArray.named("wants", 2).bits(1);
    private final Word turn = Word.named("turn").bits(1);

    @Override
    public void acquire(Routine r) {
        int me = r.core();
        int other = 1 - me;
        r.store(wants.at(me), 1, RELAXED);
        firstFence(r);
        Label again = r.here("again");
        Label inside = r.label("");
        r.gotoWhen(r.load(wants.at(other), ACQUIRE).isEqualTo(0), inside);
        r.gotoWhen(r.load(turn, RELAXED).isEqualTo(me), again);
        r.store(wants.at(me), 0, RELAXED);
        r.await(turn, equalTo(me), RELAXED);
        r.store(wants.at(me), 1, RELAXED);
        secondFence(r);
        r.gotoLabel(again);
        r.place(inside);
    }

    void firstFence(Routine r) {
        r.fence();
    }

    void secondFence(Routine r) {
        r.fence();
    }

    @Override
    public void release(Routine r) {
        r.store(turn, 1 - r.core(), RELAXED);
        r.store(wants.at(r.core()), 0, RELEASE);
    }

    private static final class NoSecondFence extends DekkerLock {
        @Override
        void secondFence(Routine r) {}
    }

    private static final class Unfenced extends DekkerLock {
        @Override
        void firstFence(Routine r) {}

        @Override
        void secondFence(Routine r) {}
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "dekker", "Dekker's lock for two cores", DIJKSTRA, d -> new DekkerLock())
                .forExactlyTwoCores()
                .defect(
                        "dekker-no-second-fence",
                        "leaves out the fence where a core that gave way declares interest again",
                        MUTUAL_EXCLUSION,
                        on("x86,arm", 2).under(totalStoreOrder(2)),
                        d -> new NoSecondFence())
                .build();
    }

    static LockMechanism unfenced() {
        String reason =
                "a core looks at the other while its own interest is still in its store buffer";
        String crossed = "a turn given away late can overwrite the one that this core waits for";
        return LockMechanism.lock(
                        "dekker-unfenced",
                        "Dekker's lock without fences, right under sequential consistency only",
                        DIJKSTRA,
                        d -> new Unfenced())
                .forExactlyTwoCores()
                .lacks(MUTUAL_EXCLUSION, DekkerLock::isTooWeak, reason)
                .lacks(NO_LOST_UPDATE, DekkerLock::isTooWeak, reason)
                .lacks(NO_DEADLOCK, d -> isTooWeak(d) && d.rounds() != 1, crossed)
                .lacks(EVERY_WAITER_GETS_IN, DekkerLock::isTooWeak, crossed)
                .build();
    }

    private static boolean isTooWeak(MachineDescription d) {
        return !d.isSequential();
    }
}

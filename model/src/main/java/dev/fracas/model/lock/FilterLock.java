package dev.fracas.model.lock;

import static dev.fracas.model.lock.Exposure.on;
import static dev.fracas.model.machine.memory.Memory.totalStoreOrder;
import static dev.fracas.model.program.MemoryOrder.ACQUIRE;
import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.model.program.MemoryOrder.RELEASE;
import static dev.fracas.spec.Source.source;
import static dev.fracas.spec.lock.LockProperties.MUTUAL_EXCLUSION;
import static dev.fracas.spec.lock.LockProperties.NO_LOST_UPDATE;

import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Routine.Label;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Source;

/**
 * Peterson's lock for two cores, and the filter lock that he made of it for N: N - 1 waiting rooms,
 * each of which holds one core back. Loads and stores only, and so the classic case for a full
 * fence: a core must make its own level visible before it looks at the others'.
 */
public sealed class FilterLock implements LockProtocol {
    private static final Source PETERSON = source("Peterson, IPL 12(3), 1981", "pages 115-116");

    private final WordArray level;
    private final WordArray victim;

    public FilterLock(int cores) {
        int bits = WordArray.bitsFor(cores - 1L);
        level = WordArray.named("level", cores).bits(bits);
        victim = WordArray.named("victim", cores).bits(bits);
    }

    @Override
    public void acquire(Routine r) {
        for (int room = 1; room < r.cores(); room++) {
            r.store(level.at(r.core()), room, RELAXED);
            r.store(victim.at(room), r.core(), RELAXED);
            fence(r);
            waitIn(r, room);
        }
    }

    /** Until every other core is in an earlier room, or a later comer is this room's victim. */
    private void waitIn(Routine r, int room) {
        Label passed = r.label("");
        for (int other = 0; other < r.cores(); other++) {
            if (other == r.core()) {
                continue;
            }
            Label again = r.here("room " + room);
            Label isBehind = r.label("");
            Register itsLevel = r.load(level.at(other), ACQUIRE);
            r.gotoWhen(itsLevel.isLessThan(room), isBehind);
            Register heldBack = r.load(victim.at(room), ACQUIRE);
            r.gotoWhen(heldBack.isEqualTo(r.core()), again);
            r.gotoLabel(passed);
            r.place(isBehind);
        }
        r.place(passed);
    }

    void fence(Routine r) {
        r.fence();
    }

    @Override
    public void release(Routine r) {
        r.store(level.at(r.core()), 0, RELEASE);
    }

    private static final class Unfenced extends FilterLock {
        Unfenced(int cores) {
            super(cores);
        }

        @Override
        void fence(Routine r) {}
    }

    static LockMechanism mechanism() {
        return LockMechanism.lock(
                        "filter",
                        "Peterson's lock, and the filter lock for more than two cores",
                        PETERSON,
                        d -> new FilterLock(d.cores().size()))
                .defect(
                        "filter-no-fence",
                        "leaves out the full fence between its stores and its loads",
                        MUTUAL_EXCLUSION,
                        on("x86,arm", 1).under(totalStoreOrder(2)),
                        d -> new Unfenced(d.cores().size()))
                .build();
    }

    static LockMechanism unfenced() {
        String reason =
                "a core looks at the others while its own level is still in its store buffer";
        return LockMechanism.lock(
                        "filter-unfenced",
                        "The filter lock without fences, right under sequential consistency only",
                        PETERSON,
                        d -> new Unfenced(d.cores().size()))
                .lacks(MUTUAL_EXCLUSION, FilterLock::isTooWeak, reason)
                .lacks(NO_LOST_UPDATE, FilterLock::isTooWeak, reason)
                .build();
    }

    private static boolean isTooWeak(MachineDescription d) {
        return d.cores().size() > 1 && !d.isSequential();
    }
}

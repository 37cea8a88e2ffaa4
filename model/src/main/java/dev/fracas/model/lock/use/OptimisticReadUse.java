package dev.fracas.model.lock.use;

import static dev.fracas.model.program.MemoryOrder.RELAXED;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.NO_TORN_PAIR;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Property;
import java.util.List;

/**
 * Reads both halves of the data without a lock, and again as long as a writer came between. Such a
 * reader waits until the pair that it has read is accepted, and is inside to use it.
 */
public record OptimisticReadUse(Retries read) implements LockUse {
    /** A protocol by which a reader reads until what it has read is sound. */
    @FunctionalInterface
    public interface Retries {
        /** Emits {@code body}, and whatever repeats it. */
        void read(Routine r, Runnable body);
    }

    @Override
    public String name() {
        return "reads";
    }

    @Override
    public void round(Routine r, CriticalSection section) {
        r.noted(LockNote.WAITS, () -> readPair(r, section));
        section.enter(r);
        section.inside(r, LockNote.READS, () -> r.pause("use the pair"));
    }

    private void readPair(Routine r, CriticalSection section) {
        Register first = r.local("first half", section.counter().array().bits());
        Register second = r.local("second half", section.copy().array().bits());
        Runnable both =
                () -> {
                    r.assign(first, r.load(section.counter(), RELAXED));
                    r.assign(second, r.load(section.copy(), RELAXED));
                };
        r.kernel(() -> read.read(r, () -> r.workload(both)));
        r.when(first.isNotEqualTo(second), () -> r.ghostStore(section.torn(), 1));
    }

    @Override
    public List<Property<?>> owes(int cores) {
        return List.of(NO_TORN_PAIR, EVERY_WAITER_GETS_IN);
    }

    @Override
    public boolean readsPair() {
        return true;
    }
}

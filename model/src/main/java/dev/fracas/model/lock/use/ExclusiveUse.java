package dev.fracas.model.lock.use;

import static dev.fracas.spec.lock.LockProperties.CONTENTION_HAPPENED;
import static dev.fracas.spec.lock.LockProperties.EVERY_RELEASE_RETURNS;
import static dev.fracas.spec.lock.LockProperties.EVERY_WAITER_GETS_IN;
import static dev.fracas.spec.lock.LockProperties.MUTUAL_EXCLUSION;
import static dev.fracas.spec.lock.LockProperties.NO_LOST_UPDATE;
import static dev.fracas.spec.lock.LockProperties.RELEASE_BY_HOLDER;

import dev.fracas.model.program.Routine;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Waits for the lock, has it alone, gives it back. */
public record ExclusiveUse(Consumer<Routine> acquire, Consumer<Routine> release)
        implements LockUse {
    @Override
    public String name() {
        return "writes";
    }

    @Override
    public void round(Routine r, CriticalSection section) {
        section.acquire(r, acquire);
        section.write(r, release);
    }

    @Override
    public List<Property<?>> owes(int cores) {
        return owed(cores);
    }

    /** What a writer is owed. */
    static List<Property<?>> owed(int cores) {
        List<Property<?>> owed =
                new ArrayList<>(
                        List.of(
                                MUTUAL_EXCLUSION,
                                NO_LOST_UPDATE,
                                RELEASE_BY_HOLDER,
                                EVERY_WAITER_GETS_IN,
                                EVERY_RELEASE_RETURNS));
        if (cores > 1) {
            owed.add(CONTENTION_HAPPENED);
        }
        return owed;
    }
}

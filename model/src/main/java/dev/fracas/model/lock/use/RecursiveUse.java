package dev.fracas.model.lock.use;

import static dev.fracas.model.lock.use.LockNote.INSIDE;
import static dev.fracas.model.lock.use.LockNote.NESTED;
import static dev.fracas.model.lock.use.LockNote.OWNS;
import static dev.fracas.model.lock.use.LockNote.RELEASES;
import static dev.fracas.spec.lock.LockProperties.HELD_UNTIL_OUTERMOST_RELEASE;

import dev.fracas.model.program.Routine;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Acquires the lock again while it has it, and releases it as often. It writes while it has the
 * lock twice; after the inner release it stays for a step without touching the data.
 */
public record RecursiveUse(Consumer<Routine> acquire, Consumer<Routine> release)
        implements LockUse {
    @Override
    public String name() {
        return "nests";
    }

    @Override
    public void round(Routine r, CriticalSection section) {
        section.acquire(r, acquire);
        section.enter(r);
        r.noted(
                OWNS,
                () ->
                        r.noted(
                                NESTED,
                                () -> {
                                    r.noted(
                                            INSIDE,
                                            () -> {
                                                r.kernel(() -> acquire.accept(r));
                                                section.store(r, section.load(r));
                                            });
                                    section.leave(r);
                                    r.noteNextStep(LockNote.RELEASE_BEGINS);
                                    r.noted(RELEASES, () -> r.kernel(() -> release.accept(r)));
                                    r.pause("still in the outer section");
                                }));
        r.noteNextStep(NESTED);
        section.release(r, release);
    }

    @Override
    public List<Property<?>> owes(int cores) {
        List<Property<?>> owed = new ArrayList<>(ExclusiveUse.owed(cores));
        owed.add(HELD_UNTIL_OUTERMOST_RELEASE);
        return owed;
    }
}

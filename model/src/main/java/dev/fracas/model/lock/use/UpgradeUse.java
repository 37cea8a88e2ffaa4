package dev.fracas.model.lock.use;

import static dev.fracas.model.lock.use.LockNote.INSIDE;
import static dev.fracas.model.lock.use.LockNote.READS;
import static dev.fracas.model.lock.use.LockNote.UPGRADES;
import static dev.fracas.spec.lock.LockProperties.EVERY_TRY_RETURNS;
import static dev.fracas.spec.lock.LockProperties.MUTUAL_EXCLUSION;
import static dev.fracas.spec.lock.LockProperties.NO_LOST_UPDATE;
import static dev.fracas.spec.lock.LockProperties.READ_HOLDS_AFTER_UPGRADE;
import static dev.fracas.spec.lock.LockProperties.UPGRADE_SUCCEEDS;

import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads, and then becomes the writer without letting go; where that fails it stays a reader.
 *
 * @param upgrade succeeds or fails, and keeps the reader's hold until it has succeeded
 * @param release the writer's
 */
public record UpgradeUse(
        Consumer<Routine> acquireShared,
        Consumer<Routine> releaseShared,
        LockAttempt upgrade,
        Consumer<Routine> release)
        implements LockUse {
    @Override
    public String name() {
        return "upgrades";
    }

    @Override
    public void round(Routine r, CriticalSection section) {
        section.acquire(r, acquireShared);
        section.enter(r);
        Register seen = r.local("seen", section.counter().array().bits());
        Condition[] upgraded = new Condition[1];
        section.inside(
                r,
                READS,
                () -> {
                    r.assign(seen, section.load(r));
                    r.noted(UPGRADES, () -> r.kernel(() -> upgraded[0] = upgrade.attempt(r)));
                });
        r.whenElse(
                upgraded[0],
                () -> {
                    section.inside(r, INSIDE, () -> writeWhatWasRead(r, section, seen));
                    section.leave(r);
                    section.release(r, release);
                },
                () -> {
                    section.leave(r);
                    section.release(r, releaseShared);
                });
    }

    private static void writeWhatWasRead(Routine r, CriticalSection section, Register seen) {
        Register now = section.load(r);
        r.when(now.isNotEqualTo(seen), () -> r.ghostStore(section.staleUpgrade(), 1));
        section.store(r, now);
    }

    @Override
    public List<Property<?>> owes(int cores) {
        List<Property<?>> owed =
                new ArrayList<>(new SharedUse(acquireShared, releaseShared).owes(cores));
        owed.addAll(
                List.of(
                        MUTUAL_EXCLUSION,
                        NO_LOST_UPDATE,
                        EVERY_TRY_RETURNS,
                        UPGRADE_SUCCEEDS,
                        READ_HOLDS_AFTER_UPGRADE));
        return owed;
    }
}

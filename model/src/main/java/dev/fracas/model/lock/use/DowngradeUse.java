package dev.fracas.model.lock.use;

import static dev.fracas.model.lock.use.LockNote.INSIDE;
import static dev.fracas.model.lock.use.LockNote.READS;
import static dev.fracas.spec.lock.LockProperties.READER_WRITER_EXCLUSION;
import static dev.fracas.spec.lock.LockProperties.WRITTEN_HOLDS_AFTER_DOWNGRADE;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes, and then lets other readers in while it reads on: {@code downgrade_write}. */
public record DowngradeUse(
        Consumer<Routine> acquire, Consumer<Routine> downgrade, Consumer<Routine> releaseShared)
        implements LockUse {
    @Override
    public String name() {
        return "downgrades";
    }

    @Override
    public void round(Routine r, CriticalSection section) {
        section.acquire(r, acquire);
        section.enter(r);
        Register written = r.local("written", section.counter().array().bits());
        section.inside(
                r,
                INSIDE,
                () -> {
                    Register seen = section.load(r);
                    r.assign(written, seen.plus(1));
                    section.store(r, seen);
                    r.kernel(() -> downgrade.accept(r));
                });
        section.inside(
                r,
                READS,
                () -> {
                    Register now = section.load(r);
                    r.when(
                            now.isNotEqualTo(written),
                            () -> r.ghostStore(section.staleDowngrade(), 1));
                });
        section.leave(r);
        section.release(r, releaseShared);
    }

    @Override
    public List<Property<?>> owes(int cores) {
        List<Property<?>> owed = new ArrayList<>(ExclusiveUse.owed(cores));
        owed.add(READER_WRITER_EXCLUSION);
        owed.add(WRITTEN_HOLDS_AFTER_DOWNGRADE);
        return owed;
    }
}

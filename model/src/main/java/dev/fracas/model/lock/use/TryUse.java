package dev.fracas.model.lock.use;

import static dev.fracas.spec.lock.LockProperties.EVERY_RELEASE_RETURNS;
import static dev.fracas.spec.lock.LockProperties.EVERY_TRY_RETURNS;
import static dev.fracas.spec.lock.LockProperties.FAILED_TRY_KEEPS_NOBODY_OUT;
import static dev.fracas.spec.lock.LockProperties.MUTUAL_EXCLUSION;
import static dev.fracas.spec.lock.LockProperties.NO_LOST_UPDATE;
import static dev.fracas.spec.lock.LockProperties.READER_WRITER_EXCLUSION;
import static dev.fracas.spec.lock.LockProperties.RELEASE_BY_HOLDER;
import static dev.fracas.spec.lock.LockProperties.TRY_FAILS;
import static dev.fracas.spec.lock.LockProperties.TRY_SUCCEEDS;

import dev.fracas.model.program.Routine;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes the lock if it is to be had, and goes on without it otherwise: {@code spin_trylock}, {@code
 * down_read_trylock}.
 *
 * @param reads whether success lets the core read, beside others, and not write
 * @param release ends what a try that succeeded has begun
 */
public record TryUse(boolean reads, LockAttempt tryLock, Consumer<Routine> release)
        implements LockUse {
    /** A try that gets the lock for the core alone. */
    public static TryUse toWrite(LockAttempt tryLock, Consumer<Routine> release) {
        return new TryUse(false, tryLock, release);
    }

    /** A try that lets the core read, beside other readers. */
    public static TryUse toRead(LockAttempt tryLock, Consumer<Routine> release) {
        return new TryUse(true, tryLock, release);
    }

    @Override
    public String name() {
        return reads ? "tries to read" : "tries";
    }

    @Override
    public void round(Routine r, CriticalSection section) {
        section.attempt(
                r,
                tryLock,
                () -> {
                    if (reads) {
                        section.read(r, release);
                    } else {
                        section.write(r, release);
                    }
                });
    }

    @Override
    public List<Property<?>> owes(int cores) {
        List<Property<?>> owed =
                new ArrayList<>(
                        List.of(
                                RELEASE_BY_HOLDER,
                                EVERY_RELEASE_RETURNS,
                                EVERY_TRY_RETURNS,
                                TRY_SUCCEEDS));
        owed.addAll(
                reads
                        ? List.of(READER_WRITER_EXCLUSION)
                        : List.of(MUTUAL_EXCLUSION, NO_LOST_UPDATE));
        if (cores > 1) {
            owed.add(FAILED_TRY_KEEPS_NOBODY_OUT);
            owed.add(TRY_FAILS);
        }
        return owed;
    }
}

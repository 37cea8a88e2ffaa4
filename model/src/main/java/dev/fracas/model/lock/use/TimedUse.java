package dev.fracas.model.lock.use;

import static dev.fracas.spec.lock.LockProperties.NOTHING_GIVEN_AFTER_GIVING_UP;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Waits in the queue for a limited time, and goes on without the lock when that is over: {@code
 * down_timeout}. When the time is over is open: the routine chooses.
 *
 * @param given for each core, the word by which another core gives it the lock
 */
public record TimedUse(LockAttempt acquireWithin, Consumer<Routine> release, WordArray given)
        implements LockUse {
    @Override
    public String name() {
        return "waits a while";
    }

    @Override
    public void round(Routine r, CriticalSection section) {
        section.attempt(r, acquireWithin, () -> section.write(r, release));
    }

    @Override
    public List<Property<?>> owes(int cores) {
        List<Property<?>> owed =
                new ArrayList<>(TryUse.toWrite(acquireWithin, release).owes(cores));
        owed.add(NOTHING_GIVEN_AFTER_GIVING_UP);
        return owed;
    }

    @Override
    public Optional<WordArray> grants() {
        return Optional.of(given);
    }
}

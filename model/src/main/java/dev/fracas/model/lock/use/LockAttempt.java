package dev.fracas.model.lock.use;

import dev.fracas.model.program.Condition;
import dev.fracas.model.program.Routine;

/** A routine of a lock that may fail: {@code trylock}, {@code down_timeout}, an upgrade. */
@FunctionalInterface
public interface LockAttempt {
    /** Emits it. The condition is true at its end when it has succeeded. */
    Condition attempt(Routine r);
}

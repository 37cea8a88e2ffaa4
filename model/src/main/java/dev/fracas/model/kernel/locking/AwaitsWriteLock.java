package dev.fracas.model.kernel.locking;

import dev.fracas.model.program.Note;
import dev.fracas.model.program.Word;

/**
 * From the first step of taking a semaphore for writing to its last.
 *
 * @param semaphore its word
 */
public record AwaitsWriteLock(Word semaphore) implements Note {
    @Override
    public String toString() {
        return "awaits write lock";
    }
}

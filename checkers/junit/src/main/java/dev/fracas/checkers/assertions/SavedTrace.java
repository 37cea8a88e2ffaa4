package dev.fracas.checkers.assertions;

import java.nio.file.Path;

/**
 * A trace file, {@code NAME.itf.json}, that was not read yet.
 *
 * @param file relative to the folder that the tests run in, which with Maven is the module's
 */
public record SavedTrace(Path file) {
    @Override
    public String toString() {
        return file.toString();
    }
}

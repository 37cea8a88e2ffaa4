package dev.fracas.checkers.assertions;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** The trace files that a thread has written since it was asked to remember them. */
final class WrittenTraces {
    private static final ThreadLocal<Set<Path>> WRITTEN =
            ThreadLocal.withInitial(LinkedHashSet::new);

    private WrittenTraces() {}

    static void add(Path file) {
        WRITTEN.get().add(file);
    }

    /** Those since the last call of this on the same thread, the oldest first. */
    static Set<Path> take() {
        Set<Path> written = WRITTEN.get();
        WRITTEN.remove();
        return written;
    }
}

package dev.fracas.spec.machine;

import dev.fracas.spec.Isa;
import dev.fracas.spec.View;

/**
 * What can be seen of any machine, whatever its programs are about. Sets of cores are bit masks,
 * bit {@code c} for core {@code c}.
 */
public interface MachineView extends View {
    int cores();

    Isa isa(int core);

    /** Cores stopped for ever by an access outside the declared memory: a kernel oops. */
    int oopsed();

    /**
     * Cores whose next step releases a lock that is not held: one of those whose words the machine
     * was told.
     */
    int releasingUnheld();

    /** Every thread has ended and whoever serves is idle, and such a lock is held nevertheless. */
    boolean lockHeldAtEnd();
}

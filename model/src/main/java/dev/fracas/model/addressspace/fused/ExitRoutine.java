package dev.fracas.model.addressspace.fused;

import dev.fracas.model.program.Routine;

/** How the process exits. */
public interface ExitRoutine {
    /** By the origin's last thread. */
    void exit(Routine r);

    /** The remote's part, by the thread that serves its messages. */
    void exitAtRemote(Routine r);

    /** The remote's threads look for a signal that ends them. */
    boolean stopsRemoteThreads();
}

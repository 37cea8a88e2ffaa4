package dev.fracas.model.addressspace;

import dev.fracas.model.kernel.CallNote;
import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;

/** How the remote's fault handler comes by a VMA of the origin's. */
public interface VmaWalk {
    /** A fault begins; nothing is held. */
    void begin(Routine r);

    /**
     * Where the handler asks the origin's list at every fault, after {@link #begin}.
     *
     * @return the VMA's permission, 0 when there is none
     */
    Register lookUp(Routine r, int page);

    /**
     * Where the handler asks only for what its own list lacks: makes the VMA, if there is one, a
     * VMA of the remote's. Entered and left with the remote's {@code mmap_sem} held for reading.
     *
     * @param permission what the remote's list holds afterwards
     */
    void fetch(Routine r, int page, Register permission);

    /**
     * The fault has been handled, and nothing is held any more.
     *
     * @param signals the access is answered with a signal
     */
    void done(Routine r, Register signals);

    /** {@code popcorn_vma_find}, or a part of it. */
    static void find(Routine r, Runnable body) {
        r.routine("popcorn_vma_find", () -> r.noted(new CallNote.FindsVma(), body));
    }
}

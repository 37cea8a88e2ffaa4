package dev.fracas.model.addressspace;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;

/** What a kernel does when a user access of one of its cores has faulted. */
public interface FaultHandler {
    /**
     * Handles the fault.
     *
     * @param signal set to 1 when the access is answered with {@code SIGSEGV}
     */
    void handle(Routine r, int page, boolean write, Register signal);
}

package dev.fracas.model.addressspace;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;

/**
 * Both kernels in one reading: what the cores do when a user program faults, calls, or when a
 * message arrives. A routine's ISA says which of the two kernels executes it.
 */
public interface Kernel {
    /**
     * Handles the fault of a user access.
     *
     * @param signal set to 1 when the access is answered with {@code SIGSEGV}
     */
    void fault(Routine r, int page, boolean write, Register signal);

    void munmap(Routine r, int page);

    /** {@code mmap} with the permission to read and write, of a page that has no VMA. */
    void mmap(Routine r, int page);

    /** {@code mprotect} to read-only. */
    void protect(Routine r, int page);

    /** {@code fork}: the child has, as another page, what the parent has. */
    void fork(Routine r, int page, int childPage);

    /** The process exits: the last call of the origin's last thread. */
    void exit(Routine r);

    /** When the process exits, its remote threads are stopped. */
    boolean stopsRemoteThreads();

    /** What a kernel's thread does with messages, for ever. */
    void serve(Routine r);
}

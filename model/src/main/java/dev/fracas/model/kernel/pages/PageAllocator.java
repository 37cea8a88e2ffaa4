package dev.fracas.model.kernel.pages;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;

/**
 * Where a kernel gets its frames from. {@code Frames} of an address space has a small reading of
 * it, in which each call is one step; {@link Zone} is one of words.
 */
public interface PageAllocator {
    /**
     * {@code alloc_page}.
     *
     * @return the frame's number; 0 where none can be had
     */
    Register allocate(Routine r);

    /** {@code __free_page} of a frame that this allocator has given out. */
    void free(Routine r, Register frame);
}

package dev.fracas.model.kernel.pages;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value;
import dev.fracas.model.program.Value.Register;
import java.util.function.Consumer;

/**
 * Where a kernel gets its frames from. {@link Zone} is one of words; where only the kernel's use of
 * frames is of interest, one whose calls are one step each is enough.
 */
public interface PageAllocator {
    /**
     * {@code alloc_page}.
     *
     * @param frame gets the frame's number; 0 where none can be had
     * @param taken emits ghosts that belong to the step in which the allocator gives that frame out
     */
    void allocate(Routine r, Register frame, Consumer<Value> taken);

    /**
     * {@code __free_page}.
     *
     * @param returned emits ghosts that belong to the step from which the frame is the allocator's
     */
    void free(Routine r, Register frame, Runnable returned);
}

package dev.fracas.model.addressspace;

import dev.fracas.model.kernel.Threads;

/**
 * A table of the routines that two kernels are made of. Immutable: a reading, a part of one and a
 * defect are operations that put another routine in.
 */
public interface KernelRoutines {
    /** The memory that both kernels share, and what of the machine they drive. */
    AddressSpace space(Shape shape, Threads threads);

    /** The kernels over a space that {@link #space} has made. */
    Kernel kernel(AddressSpace space);
}

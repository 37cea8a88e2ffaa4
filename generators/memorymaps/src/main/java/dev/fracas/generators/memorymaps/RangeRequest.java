package dev.fracas.generators.memorymaps;

import dev.fracas.spec.Isa;
import dev.fracas.spec.hardware.MemoryMap;
import dev.fracas.spec.hardware.MemoryRange;
import java.util.Optional;

/**
 * A range that is to have a place in a memory map.
 *
 * @param side where it has to lie
 * @param size in MiB, at least 1
 * @param alignment in MiB, what the start is a multiple of
 */
record RangeRequest(MemoryRange.Use use, Optional<Isa> owner, Side side, int size, int alignment) {
    /** On which side of 4 GiB. */
    enum Side {
        BELOW,
        ABOVE,
        EITHER
    }

    boolean maySit(int start, int lowEnd) {
        int border = (int) (MemoryMap.BORDER / MemoryMap.MIB);
        boolean below = start + size <= lowEnd;
        boolean above = start >= border;
        return switch (side) {
            case BELOW -> below;
            case ABOVE -> above;
            case EITHER -> below || above;
        };
    }

    MemoryRange at(int start) {
        return new MemoryRange(use, owner, start * MemoryMap.MIB, size * MemoryMap.MIB);
    }
}

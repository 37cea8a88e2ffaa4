package dev.fracas.spec.hardware;

import dev.fracas.spec.Isa;
import java.util.Optional;

/**
 * A range of physical memory and what it is for.
 *
 * @param use what it is for
 * @param owner the kernel that it belongs to when the kernels are up; nobody's where it is a block
 *     that is offline. Of a ring of messages it is the kernel that sends
 * @param start its first address, in bytes, as x86 numbers it
 * @param size in bytes, at least a page
 */
public record MemoryRange(Use use, Optional<Isa> owner, long start, long size) {
    /** 4 KiB: ranges start and end where a page does. */
    public static final long PAGE = 1L << 12;

    /** What memory is for. */
    public enum Use {
        /** The kernel that owns it boots with it and keeps it. */
        PRIVATE,
        /** A ring of messages from one kernel to the other, which both have mapped. */
        MESSAGES,
        /**
         * A block that goes from one kernel to the other when memory is short: the one sets it
         * offline, the other online (the paper's global memory allocator).
         */
        BLOCK
    }

    public MemoryRange {
        if (start < 0 || size < PAGE || start + size < 0) {
            throw new IllegalArgumentException(
                    "a range has an address and a size, got 0x%x and 0x%x".formatted(start, size));
        }
        if (start % PAGE != 0 || size % PAGE != 0) {
            throw new IllegalArgumentException(
                    "a range starts and ends where a page does, not 0x%x of 0x%x"
                            .formatted(start, size));
        }
        if (use != Use.BLOCK && owner.isEmpty()) {
            throw new IllegalArgumentException("%s memory has an owner".formatted(use));
        }
    }

    /** The first address behind it. */
    public long end() {
        return start + size;
    }

    public boolean overlaps(MemoryRange other) {
        return start < other.end() && other.start < end();
    }

    public boolean contains(long address) {
        return start <= address && address < end();
    }

    @Override
    public String toString() {
        return "[0x%x, 0x%x) %s of %s"
                .formatted(start, end(), use, owner.map(Isa::toString).orElse("nobody: offline"));
    }
}

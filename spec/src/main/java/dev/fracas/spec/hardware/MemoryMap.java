package dev.fracas.spec.hardware;

import dev.fracas.spec.Isa;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The physical memory of a fused machine: what each kernel boots with, the rings of messages
 * between them, and the blocks that go from one to the other. No two ranges overlap. Both ISAs
 * reach all of it; they may number what lies below 4 GiB differently.
 *
 * @param ranges in the order of their addresses
 * @param armOffset by how many bytes Arm's addresses below 4 GiB are above x86's: 0, or 1 GiB as in
 *     the released machine, where x86 then has no memory from 3 to 4 GiB
 */
public record MemoryMap(List<MemoryRange> ranges, long armOffset) {
    public static final long MIB = 1L << 20;
    public static final long GIB = 1L << 30;

    /** Where the two numberings become one. */
    public static final long BORDER = 4 * GIB;

    /** Blocks are of 32 MiB to 4 GiB, as the paper has them, and here a power of two. */
    public static final long SMALLEST_BLOCK = 32 * MIB;

    public static final long LARGEST_BLOCK = 4 * GIB;

    /**
     * @throws IllegalArgumentException when ranges overlap, lie where there can be no memory or
     *     across {@link #BORDER} under two numberings, or when a block is not of a size that blocks
     *     have, aligned to it
     */
    public MemoryMap {
        if (armOffset != 0 && armOffset != GIB) {
            throw new IllegalArgumentException("Arm is 0 or 1 GiB ahead, not " + armOffset);
        }
        ranges = ranges.stream().sorted(Comparator.comparingLong(MemoryRange::start)).toList();
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i - 1).overlaps(ranges.get(i))) {
                throw new IllegalArgumentException(
                        ranges.get(i - 1) + " overlaps " + ranges.get(i));
            }
        }
        for (MemoryRange range : ranges) {
            if (armOffset != 0 && range.start() < BORDER && range.end() > BORDER - armOffset) {
                throw new IllegalArgumentException("there is no memory for " + range);
            }
            if (range.use() == MemoryRange.Use.BLOCK && !isBlock(range)) {
                throw new IllegalArgumentException("a block is a power of two, aligned: " + range);
            }
        }
    }

    private static boolean isBlock(MemoryRange range) {
        return range.size() >= SMALLEST_BLOCK
                && range.size() <= LARGEST_BLOCK
                && Long.bitCount(range.size()) == 1
                && range.start() % range.size() == 0;
    }

    public List<MemoryRange> of(MemoryRange.Use use) {
        return ranges.stream().filter(range -> range.use() == use).toList();
    }

    /** What a kernel may allocate from: its private memory, and the blocks that it has online. */
    public List<MemoryRange> allocatable(Isa kernel) {
        return ranges.stream()
                .filter(range -> range.use() != MemoryRange.Use.MESSAGES)
                .filter(range -> range.owner().equals(Optional.of(kernel)))
                .toList();
    }

    /** The range that the address lies in, as x86 numbers it. */
    public Optional<MemoryRange> at(long x86Address) {
        return ranges.stream().filter(range -> range.contains(x86Address)).findFirst();
    }

    /** How Arm numbers what x86 numbers so. */
    public long armAddress(long x86Address) {
        return x86Address < BORDER ? x86Address + armOffset : x86Address;
    }
}

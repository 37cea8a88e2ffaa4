package dev.fracas.model.pagetable;

import dev.fracas.spec.Isa;

/**
 * How a kernel writes page-table entries into 64-bit words, and reads them: Linux 5.2 built with
 * Popcorn. What the <em>hardware</em> makes of a word is an {@link Mmu}'s affair.
 *
 * <p>{@code decode(encode(leaf))} is {@code leaf}. The reverse does not hold: words with a memory
 * type, a contiguous hint or a protection key decode to a leaf that has none.
 */
public sealed interface LeafFormat permits X86Format, Arm64Format {
    /** Bits of an address within a 4 KiB page. */
    int PAGE_SHIFT = 12;

    Isa isa();

    /** Width of the physical addresses that an entry can hold. */
    int physicalBits();

    /**
     * The word that the kernel writes for a leaf.
     *
     * @throws IllegalArgumentException when the format has no such word: the frame is too high, the
     *     leaf is {@link Leaf#SWAPPED}, or (x86) a page is to be executed but not read
     */
    long encode(Leaf leaf);

    /** What the kernel takes a word for. Every word is something. */
    Leaf decode(long word);

    /**
     * Whether the word, if it is present, is one that the format's hardware takes for a page: a
     * kernel does not look at the reserved bits, and reads a frame in a word that faults.
     */
    boolean isWellFormed(long word);

    /**
     * The entry of a {@code pgd}, {@code p4d}, {@code pud} or {@code pmd} of a user address space
     * that points to the next table.
     *
     * @throws IllegalArgumentException when the frame is too high
     */
    long tableEntry(long frame);

    /** Throws when the format cannot hold the frame number, else returns it. */
    default long checked(long frame) {
        if (frame < 0 || frame >>> (physicalBits() - PAGE_SHIFT) != 0) {
            throw new IllegalArgumentException(
                    "frame " + frame + " does not fit " + physicalBits() + "-bit addresses");
        }
        return frame;
    }
}

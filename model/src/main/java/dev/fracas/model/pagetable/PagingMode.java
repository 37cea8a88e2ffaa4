package dev.fracas.model.pagetable;

import dev.fracas.spec.Isa;
import java.util.List;

/**
 * How a virtual address is cut into table indices, with 4 KiB pages: nine bits to a table, from the
 * root ({@code pgd}) at depth 0 to the leaf's table ({@code pte}). The paper has five levels on
 * both ISAs, the released source four.
 */
public enum PagingMode {
    X86_4_LEVEL(Isa.X86_64, 4, 48),
    /** {@code CR4.LA57} = 1. */
    X86_5_LEVEL(Isa.X86_64, 5, 57),
    /** Levels 0 to 3. */
    ARM64_48_BIT(Isa.AARCH64, 4, 48),
    /** FEAT_LPA2: levels -1 to 3; the table at level -1 has only 16 entries. */
    ARM64_52_BIT(Isa.AARCH64, 5, 52);

    private static final int INDEX_BITS = 9;
    private static final List<String> TABLES = List.of("pgd", "p4d", "pud", "pmd", "pte");

    private final Isa isa;
    private final int levels;
    private final int virtualBits;

    PagingMode(Isa isa, int levels, int virtualBits) {
        this.isa = isa;
        this.levels = levels;
        this.virtualBits = virtualBits;
    }

    public Isa isa() {
        return isa;
    }

    /** Tables that a walk goes through. */
    public int levels() {
        return levels;
    }

    /** Bits of a virtual address that a walk looks at, those within the page included. */
    public int virtualBits() {
        return virtualBits;
    }

    /** Linux's name of the table at the depth. With four levels there is no {@code p4d}. */
    public String table(int depth) {
        return depth > 0 && levels == 4 ? TABLES.get(depth + 1) : TABLES.get(depth);
    }

    /** Lowest bit of the index at the depth ({@code PMD_SHIFT} and so on). */
    public int shift(int depth) {
        if (depth < 0 || depth >= levels) {
            throw new IllegalArgumentException(this + " has no depth " + depth);
        }
        return LeafFormat.PAGE_SHIFT + INDEX_BITS * (levels - 1 - depth);
    }

    /** Entries of a table at the depth ({@code PTRS_PER_PMD} and so on). */
    public int entries(int depth) {
        return 1 << Math.min(INDEX_BITS, virtualBits - shift(depth));
    }

    /** Index of the address in the table at the depth ({@code pmd_index} and so on). */
    public int index(long address, int depth) {
        return (int) (address >>> shift(depth)) & (entries(depth) - 1);
    }

    /** Clears the bits of an address that an entry at the depth covers ({@code PMD_MASK}). */
    public long mask(int depth) {
        return -(1L << shift(depth));
    }

    /**
     * Whether an address is walked at all. On x86 it must be canonical: the sign extension of its
     * low {@link #virtualBits}. On AArch64 the bits above those must all be 0 ({@code TTBR0_EL1})
     * or all be 1 ({@code TTBR1_EL1}), which leaves each half one bit more than on x86.
     */
    public boolean translates(long address) {
        int bitsThatCount = isa == Isa.X86_64 ? virtualBits - 1 : virtualBits;
        long above = address >> bitsThatCount;
        return above == 0 || above == -1;
    }
}

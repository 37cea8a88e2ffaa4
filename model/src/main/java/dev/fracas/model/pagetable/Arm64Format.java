package dev.fracas.model.pagetable;

import static dev.fracas.model.pagetable.Leaf.Attribute.DIRTY;
import static dev.fracas.model.pagetable.Leaf.Attribute.EXECUTABLE;
import static dev.fracas.model.pagetable.Leaf.Attribute.SPECIAL;
import static dev.fracas.model.pagetable.Leaf.Attribute.USER;
import static dev.fracas.model.pagetable.Leaf.Attribute.WRITABLE;
import static dev.fracas.model.pagetable.Leaf.Attribute.YOUNG;

import dev.fracas.model.pagetable.Leaf.Attribute;
import dev.fracas.spec.Isa;
import java.util.EnumSet;
import java.util.Set;

/**
 * AArch64 stage-1 descriptors with the 4 KiB granule (Arm ARM, VMSAv8-64), level 3 and table, with
 * the software bits of Linux 5.2, {@code pgtable-prot.h} and {@code pgtable-hwdef.h}.
 *
 * <p>Linux keeps two things in three bits: a page may be written when {@link #WRITE}, and is dirty
 * when {@link #DIRTY_BIT} or when {@link #WRITE} without {@link #RDONLY}. With hardware dirty-bit
 * management {@link #WRITE} is what lets the hardware clear {@link #RDONLY}; without it the first
 * write to a clean page faults.
 */
public enum Arm64Format implements LeafFormat {
    /** 48-bit output addresses, bits 12 to 47 in place; bits 8 and 9 are the shareability. */
    OA_48(48),

    /**
     * 52-bit output addresses with FEAT_LPA2 ({@code TCR_EL1.DS} = 1). With the 4 KiB granule bits
     * 12 to 49 are in place and bits 50 and 51 of the address stand in bits 8 and 9 of the
     * descriptor, where the shareability was; that comes from {@code TCR_EL1} instead. Not
     * FEAT_LPA, which is for the 64 KiB granule and uses bits 12 to 15. Linux 5.2 cannot do it (6.8
     * can): the software bits are 5.2's in the places that LPA2 leaves alone.
     */
    OA_52(52);

    public static final long VALID = 1L;

    /** With {@link #VALID}: a page at level 3, a table above. Without: reserved, or a block. */
    public static final long TABLE_OR_PAGE = 1L << 1;

    /** {@code AttrIndx}, bits 2 to 4. */
    public static final int ATTR_INDEX_SHIFT = 2;

    /** {@code MT_NORMAL} of Linux 5.2, index 4: write-back. */
    public static final long NORMAL = 4L << ATTR_INDEX_SHIFT;

    public static final long NS = 1L << 5;

    /** {@code AP[1]}: EL0 may access it. */
    public static final long AP1_USER = 1L << 6;

    /** {@code AP[2]}: not to be written. */
    public static final long RDONLY = 1L << 7;

    /** {@code SH}, bits 8 and 9, inner shareable. Only where addresses have 48 bits. */
    public static final long INNER_SHAREABLE = 3L << 8;

    public static final long AF = 1L << 10;
    public static final long NG = 1L << 11;

    /** Guarded page (FEAT_BTI); reserved before. */
    public static final long GP = 1L << 50;

    public static final long DBM = 1L << 51;

    /** {@code PTE_WRITE}: what Linux calls {@link #DBM}. */
    public static final long WRITE = DBM;

    public static final long CONT = 1L << 52;
    public static final long PXN = 1L << 53;
    public static final long UXN = 1L << 54;

    /** {@code PTE_DIRTY}, software. */
    public static final long DIRTY_BIT = 1L << 55;

    /** {@code PTE_SPECIAL}, software; Popcorn's marker when not {@link #VALID}. */
    public static final long SPECIAL_BIT = 1L << 56;

    /** {@code PTE_PROT_NONE}, software, when not {@link #VALID}. */
    public static final long PROT_NONE = 1L << 58;

    /** {@code APTable[0]}, in a table descriptor: nothing below is for EL0. */
    public static final long AP_TABLE_NO_EL0 = 1L << 61;

    private static final int SPLIT_SHIFT = 8;
    private static final long SPLIT_MASK = 3;

    private final int physicalBits;

    Arm64Format(int physicalBits) {
        this.physicalBits = physicalBits;
    }

    @Override
    public Isa isa() {
        return Isa.AARCH64;
    }

    @Override
    public int physicalBits() {
        return physicalBits;
    }

    /** The frame number in a page or table descriptor. */
    long frameOf(long word) {
        long inPlace = (word >>> PAGE_SHIFT) & ((1L << bitsInPlace()) - 1);
        return this == OA_48
                ? inPlace
                : inPlace | ((word >>> SPLIT_SHIFT) & SPLIT_MASK) << bitsInPlace();
    }

    /** The address field of a descriptor. */
    long place(long frame) {
        long low = (checked(frame) & ((1L << bitsInPlace()) - 1)) << PAGE_SHIFT;
        return this == OA_48 ? low : low | frame >>> bitsInPlace() << SPLIT_SHIFT;
    }

    private int bitsInPlace() {
        return this == OA_48 ? 36 : 38;
    }

    /** {@inheritDoc} Every page is privileged-execute-never, as Linux makes user pages. */
    @Override
    public long encode(Leaf leaf) {
        long state =
                switch (leaf.state()) {
                    case NONE -> 0;
                    case PRESENT -> VALID | page(leaf);
                    case PROT_NONE -> PROT_NONE | NG | page(leaf);
                    case POPCORN_INVALID -> SPECIAL_BIT | page(leaf);
                    case SWAPPED ->
                            throw new IllegalArgumentException("a swap entry is not written here");
                };
        return place(leaf.frame()) | state;
    }

    private long page(Leaf leaf) {
        boolean writableNow = leaf.has(WRITABLE) && leaf.has(DIRTY);
        return TABLE_OR_PAGE
                | NORMAL
                | (this == OA_48 ? INNER_SHAREABLE : 0)
                | (leaf.has(USER) ? AP1_USER | NG : 0)
                | (writableNow ? 0 : RDONLY)
                | (leaf.has(WRITABLE) ? WRITE : 0)
                | PXN
                | (leaf.has(EXECUTABLE) ? 0 : UXN)
                | (leaf.has(YOUNG) ? AF : 0)
                | (leaf.has(DIRTY) ? DIRTY_BIT : 0)
                | (leaf.has(SPECIAL) ? SPECIAL_BIT : 0);
    }

    @Override
    public Leaf decode(long word) {
        if (word == 0) {
            return Leaf.NONE;
        }
        Set<Attribute> seen = EnumSet.noneOf(Attribute.class);
        if ((word & AF) != 0) {
            seen.add(YOUNG);
        }
        boolean writable = (word & WRITE) != 0;
        if ((word & DIRTY_BIT) != 0 || (writable && (word & RDONLY) == 0)) {
            seen.add(DIRTY);
        }
        boolean special = (word & SPECIAL_BIT) != 0;
        if ((word & VALID) != 0) {
            addPermissions(word, seen);
            if (special) {
                seen.add(SPECIAL);
            }
            return new Leaf(Leaf.State.PRESENT, frameOf(word), seen);
        }
        if ((word & PROT_NONE) != 0) {
            if (special) {
                seen.add(SPECIAL);
            }
            return new Leaf(Leaf.State.PROT_NONE, frameOf(word), seen);
        }
        if (special) {
            addPermissions(word, seen);
            return new Leaf(Leaf.State.POPCORN_INVALID, frameOf(word), seen);
        }
        return Leaf.SWAPPED;
    }

    private static void addPermissions(long word, Set<Attribute> seen) {
        if ((word & AP1_USER) != 0) {
            seen.add(USER);
        }
        if ((word & WRITE) != 0) {
            seen.add(WRITABLE);
        }
        if ((word & UXN) == 0) {
            seen.add(EXECUTABLE);
        }
    }

    @Override
    public boolean isWellFormed(long word) {
        return (word & VALID) == 0 || (word & TABLE_OR_PAGE) != 0;
    }

    @Override
    public long tableEntry(long frame) {
        return place(frame) | VALID | TABLE_OR_PAGE;
    }
}

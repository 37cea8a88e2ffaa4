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
 * x86-64 page-table entries, of 4- and 5-level paging alike: the fifth level adds a table and nine
 * bits of virtual address, and leaves the entries as they are. Hardware bits after the Intel
 * manual, volume 3, section 4.5; software bits after Linux 5.2, {@code pgtable_types.h}.
 *
 * <p>Frame numbers stand in a word as they are. Vanilla 5.2 inverts those of entries that are not
 * present (against L1TF), but not when built with Popcorn, whose marker keeps the frame.
 *
 * <p>Two things that a kernel reads in a word without {@code P} can mean two things each. {@code
 * SOFTW1} is Popcorn's marker, but also the lowest bit of the offset in a swap or migration entry,
 * so half of those look invalid to Popcorn; and in a {@code PROT_NONE} entry it is the special bit,
 * so {@code mprotect(PROT_NONE)} of an invalid page hides the marker. {@link #decode} sides with
 * Popcorn in the first case and with {@code pte_present} in the second.
 *
 * @param physicalBits MAXPHYADDR, 36 to 52: address bits from there up to 51 are reserved
 */
public record X86Format(int physicalBits) implements LeafFormat {
    public static final long P = 1L;
    public static final long RW = 1L << 1;
    public static final long US = 1L << 2;
    public static final long PWT = 1L << 3;
    public static final long PCD = 1L << 4;
    public static final long A = 1L << 5;
    public static final long D = 1L << 6;

    /** Page attribute table, in a leaf. */
    public static final long PAT = 1L << 7;

    /** Page size, in the same place in an entry that is not a leaf: a huge page. */
    public static final long PS = PAT;

    public static final long G = 1L << 8;

    /** {@code PROT_NONE}, when not {@link #P}. */
    public static final long PROT_NONE = G;

    public static final long SOFTW1 = 1L << 9;
    public static final long SOFTW2 = 1L << 10;

    /** Soft-dirty tracking. */
    public static final long SOFTW3 = 1L << 11;

    /** {@code devmap}. */
    public static final long SOFTW4 = 1L << 58;

    public static final long NX = 1L << 63;

    /** {@code PTE_PFN_MASK}: bits 12 to 51, whatever MAXPHYADDR is. */
    public static final long PFN_MASK = 0x000f_ffff_ffff_f000L;

    /** {@code _PAGE_TABLE}: the flags of an entry that points to a table. */
    public static final long TABLE = P | RW | US | A | D;

    /** The paper's Xeon Gold (Skylake and Cascade Lake servers): 46 bits. */
    public static final X86Format XEON_GOLD = new X86Format(46);

    /** QEMU's own translator, on which the released system runs: 40 bits unless told otherwise. */
    public static final X86Format QEMU = new X86Format(40);

    public X86Format {
        if (physicalBits < 36 || physicalBits > 52) {
            throw new IllegalArgumentException("MAXPHYADDR is 36 to 52, not " + physicalBits);
        }
    }

    @Override
    public Isa isa() {
        return Isa.X86_64;
    }

    /** The address bits that have to be 0 in every present entry: from MAXPHYADDR to 51. */
    public long reservedBits() {
        return PFN_MASK & -(1L << physicalBits);
    }

    /** {@code pte_pfn}: all of bits 12 to 51. */
    static long frameOf(long word) {
        return (word & PFN_MASK) >>> PAGE_SHIFT;
    }

    @Override
    public long encode(Leaf leaf) {
        long flags =
                switch (leaf.state()) {
                    case NONE -> 0;
                    case PRESENT -> P | permissions(leaf);
                    // PAGE_NONE has no NX: there is nothing to execute.
                    case PROT_NONE -> PROT_NONE;
                    case POPCORN_INVALID -> SOFTW1 | permissions(leaf);
                    case SWAPPED ->
                            throw new IllegalArgumentException("a swap entry is not written here");
                };
        return checked(leaf.frame()) << PAGE_SHIFT
                | flags
                | (leaf.has(SPECIAL) ? SOFTW1 : 0)
                | (leaf.has(YOUNG) ? A : 0)
                | (leaf.has(DIRTY) ? D : 0);
    }

    private static long permissions(Leaf leaf) {
        if (leaf.has(EXECUTABLE) && !leaf.has(USER)) {
            throw new IllegalArgumentException("x86 has no execute-only pages");
        }
        return (leaf.has(USER) ? US : 0)
                | (leaf.has(WRITABLE) ? RW : 0)
                | (leaf.has(EXECUTABLE) ? 0 : NX);
    }

    @Override
    public Leaf decode(long word) {
        if (word == 0) {
            return Leaf.NONE;
        }
        Set<Attribute> seen = EnumSet.noneOf(Attribute.class);
        if ((word & A) != 0) {
            seen.add(YOUNG);
        }
        if ((word & D) != 0) {
            seen.add(DIRTY);
        }
        boolean softw1 = (word & SOFTW1) != 0;
        if ((word & P) != 0) {
            addPermissions(word, seen);
            if (softw1) {
                seen.add(SPECIAL);
            }
            return new Leaf(Leaf.State.PRESENT, frameOf(word), seen);
        }
        if ((word & PROT_NONE) != 0) {
            if (softw1) {
                seen.add(SPECIAL);
            }
            return new Leaf(Leaf.State.PROT_NONE, frameOf(word), seen);
        }
        if (softw1) {
            addPermissions(word, seen);
            return new Leaf(Leaf.State.POPCORN_INVALID, frameOf(word), seen);
        }
        return Leaf.SWAPPED;
    }

    private static void addPermissions(long word, Set<Attribute> seen) {
        if ((word & US) != 0) {
            seen.add(USER);
            if ((word & NX) == 0) {
                seen.add(EXECUTABLE);
            }
        }
        if ((word & RW) != 0) {
            seen.add(WRITABLE);
        }
    }

    @Override
    public boolean isWellFormed(long word) {
        return (word & P) == 0 || (word & reservedBits()) == 0;
    }

    @Override
    public long tableEntry(long frame) {
        return checked(frame) << PAGE_SHIFT | TABLE;
    }
}

package dev.fracas.model.pagetable;

import static dev.fracas.model.pagetable.Arm64Format.AF;
import static dev.fracas.model.pagetable.Arm64Format.AP1_USER;
import static dev.fracas.model.pagetable.Arm64Format.DIRTY_BIT;
import static dev.fracas.model.pagetable.Arm64Format.INNER_SHAREABLE;
import static dev.fracas.model.pagetable.Arm64Format.NG;
import static dev.fracas.model.pagetable.Arm64Format.NORMAL;
import static dev.fracas.model.pagetable.Arm64Format.PXN;
import static dev.fracas.model.pagetable.Arm64Format.RDONLY;
import static dev.fracas.model.pagetable.Arm64Format.SPECIAL_BIT;
import static dev.fracas.model.pagetable.Arm64Format.TABLE_OR_PAGE;
import static dev.fracas.model.pagetable.Arm64Format.UXN;
import static dev.fracas.model.pagetable.Arm64Format.VALID;
import static dev.fracas.model.pagetable.Arm64Format.WRITE;

import java.util.OptionalLong;

/**
 * The two conversions of the released source, word for word. Neither looks at anything but the
 * frame number: what the word allowed, whether it was present, special or invalid is lost, and the
 * frame number is taken as it stands ({@link FrameNumbering#COMMON}) though the kernels number
 * differently below 4 GiB.
 */
public final class ReleasedConversion {
    /** {@code PTE_ADDR_LOW} of the x86 helper: bits 12 to 47. */
    static final long HELPER_MASK = 0x0000_ffff_ffff_f000L;

    /** {@code PTE_PFN_MASK} of the Arm walker: bits 12 to 51, and so {@code WRITE} among them. */
    static final long WALKER_MASK = X86Format.PFN_MASK;

    /** x86's {@code PAGE_SHARED}. */
    private static final long X86_PAGE_SHARED =
            X86Format.P | X86Format.RW | X86Format.US | X86Format.A | X86Format.NX;

    /** Arm's {@code PAGE_SHARED}: writable, and clean. */
    private static final long ARM_PAGE_SHARED =
            VALID
                    | TABLE_OR_PAGE
                    | NORMAL
                    | AP1_USER
                    | RDONLY
                    | INNER_SHAREABLE
                    | AF
                    | NG
                    | WRITE
                    | PXN
                    | UXN;

    private ReleasedConversion() {}

    /**
     * The helper in {@code arch/x86/mm/fault.c} that makes an x86 word of whatever the leaf holds
     * (its only call is commented out): bits 12 to 47 and x86's {@code PAGE_SHARED}. Everything
     * comes out present, writable and clean; an empty leaf comes out mapping frame 0.
     */
    public static long reformat(long word) {
        return (word & HELPER_MASK) | X86_PAGE_SHARED;
    }

    /**
     * What {@code soft_page_walk} and then {@code __make_pte_valid} leave in Arm's own table for a
     * leaf that stands in the origin's: bits 12 to 51 and Arm's {@code PAGE_SHARED}, made writable
     * and dirty for a write fault, write-protected for a read fault. Bit 51 of the leaf comes
     * through as {@code WRITE}, and a read fault clears it; so a word of Arm's own format is read
     * back unharmed.
     *
     * @return empty when bits 12 to 51 are 0: the walker takes the leaf for empty and allocates
     */
    public static OptionalLong walkerMaps(long leaf, boolean writeFault) {
        long address = leaf & WALKER_MASK;
        if (address == 0) {
            return OptionalLong.empty();
        }
        long mapped = address | ARM_PAGE_SHARED;
        mapped = (mapped | VALID) & ~SPECIAL_BIT;
        mapped = writeFault ? (mapped | WRITE | DIRTY_BIT) & ~RDONLY : (mapped & ~WRITE) | RDONLY;
        return OptionalLong.of(mapped | AF);
    }
}

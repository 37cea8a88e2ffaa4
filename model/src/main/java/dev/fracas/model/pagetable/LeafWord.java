package dev.fracas.model.pagetable;

import dev.fracas.model.pagetable.Leaf.Attribute;
import dev.fracas.model.pagetable.Leaf.State;
import dev.fracas.spec.Isa;

/**
 * A leaf in the few bits that protocol programs use: bit 0 {@link #PRESENT}, bit 1 {@link
 * #WRITABLE}, bit 2 {@link #ARM} (the word is in AArch64 format, else x86), bit 3 {@link #INVALID}
 * (Popcorn's marker, in place of {@link #PRESENT}), from bit 4 on the frame. Zero is no entry; any
 * other word has exactly one of {@link #PRESENT} and {@link #INVALID}, and a frame that is not 0.
 *
 * <p>A word stands for what these protocols put into a table for anonymous memory: a page of normal
 * memory for user programs, accessed, not executable, not special, and dirty when it is writable
 * (as both Linux in {@code do_anonymous_page} and Stramash in its walker make it). It does not
 * stand for a writable page that is still clean, which x86 lets a program write, but AArch64 only
 * with hardware dirty-bit management.
 *
 * <p>For the words that it stands for, {@link #allows} is the exact MMU's verdict: of x86 always;
 * of AArch64 while software sets the access flag ({@code TCR_EL1.HA} = 0). With {@code HA} = 1 it
 * is still exact for words in AArch64 format and for x86 words that are not writable, but not for
 * {@linkplain #isMisreadByArm writable x86 words}.
 */
public final class LeafWord {
    public static final long PRESENT = 1;
    public static final long WRITABLE = 1 << 1;
    public static final long ARM = 1 << 2;
    public static final long INVALID = 1 << 3;

    /** Lowest bit of the frame. */
    public static final int FRAME_SHIFT = 4;

    private LeafWord() {}

    /**
     * A present leaf.
     *
     * @param frame from 1 on
     */
    public static long of(Isa format, boolean writable, int frame) {
        return PRESENT | absent(format, writable, frame);
    }

    /** A leaf with Popcorn's marker; frame and permission are kept. */
    public static long invalid(Isa format, boolean writable, int frame) {
        return INVALID | absent(format, writable, frame);
    }

    private static long absent(Isa format, boolean writable, int frame) {
        if (frame < 1) {
            throw new IllegalArgumentException("frames count from 1: " + frame);
        }
        return (long) frame << FRAME_SHIFT
                | (format == Isa.AARCH64 ? ARM : 0)
                | (writable ? WRITABLE : 0);
    }

    /**
     * The word that stands for a leaf that is present, invalid or none; what it cannot express is
     * dropped.
     *
     * @throws IllegalArgumentException when the leaf is in another state, not for user programs, or
     *     its frame is 0 or over 2^31 - 1
     */
    public static long of(Isa format, Leaf leaf) {
        boolean writable = leaf.has(Attribute.WRITABLE);
        if (leaf.state() == State.NONE) {
            return 0;
        }
        if (!leaf.has(Attribute.USER) || leaf.frame() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("no word stands for " + leaf);
        }
        int frame = (int) leaf.frame();
        return switch (leaf.state()) {
            case PRESENT -> of(format, writable, frame);
            case POPCORN_INVALID -> invalid(format, writable, frame);
            case NONE, PROT_NONE, SWAPPED ->
                    throw new IllegalArgumentException("no word stands for " + leaf);
        };
    }

    /**
     * The leaf that a word stands for, in whatever format.
     *
     * @throws IllegalArgumentException when it stands for none
     */
    public static Leaf leaf(long word) {
        if (word == 0) {
            return Leaf.NONE;
        }
        boolean isPresent = isPresent(word);
        if (isPresent == ((word & INVALID) != 0) || frame(word) == 0) {
            throw new IllegalArgumentException("no leaf word: " + word);
        }
        Leaf leaf = Leaf.present(frame(word), Attribute.USER, Attribute.YOUNG);
        if (isWritable(word)) {
            leaf = leaf.with(Attribute.WRITABLE).with(Attribute.DIRTY);
        }
        return isPresent ? leaf : leaf.withState(State.POPCORN_INVALID);
    }

    public static boolean isPresent(long word) {
        return (word & PRESENT) != 0;
    }

    public static boolean isWritable(long word) {
        return (word & WRITABLE) != 0;
    }

    /** Whether there is an entry, and it is in the other ISA's format. */
    public static boolean isForeignTo(Isa isa, long word) {
        return word != 0 && format(word) != isa;
    }

    /** The format of an entry; x86 for the zero word, which is the same in both. */
    public static Isa format(long word) {
        return (word & ARM) != 0 ? Isa.AARCH64 : Isa.X86_64;
    }

    /** The frame, 0 for none. */
    public static long frame(long word) {
        return word >>> FRAME_SHIFT;
    }

    /**
     * What the ISA's MMU lets a user program do: read, or write. A word in the other format is
     * never walked; see {@link #isMisreadByArm} for the exception.
     */
    public static boolean allows(Isa mmu, long word, boolean write) {
        return isPresent(word) && !isForeignTo(mmu, word) && (!write || isWritable(word));
    }

    /**
     * Whether an AArch64 MMU that sets the access flag itself ({@code TCR_EL1.HA} = 1) walks the
     * word although it is in x86 format: it does when the page is writable. {@code RW} makes it a
     * page descriptor, {@code D} makes it a user's, {@code PAT} = 0 makes it writable, {@code NX}
     * is not where AArch64 looks, so that programs may read, write <em>and execute</em> it, as
     * Device memory. Only the access flag, a bit that Linux leaves 0 on x86, stands between, and
     * hardware that sets it lets it pass.
     */
    public static boolean isMisreadByArm(long word) {
        return isPresent(word) && format(word) == Isa.X86_64 && isWritable(word);
    }

    /**
     * The paper's conversion: the same leaf in the format given, not writable unless the VMA is.
     * Zero stays zero.
     */
    public static long converted(long word, Isa format, boolean vmaWritable) {
        if (word == 0) {
            return 0;
        }
        long kept = word & ~ARM & (vmaWritable ? -1 : ~WRITABLE);
        return format == Isa.AARCH64 ? kept | ARM : kept;
    }
}

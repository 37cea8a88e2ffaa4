package dev.fracas.model.pagetable;

import java.util.EnumSet;
import java.util.Set;

/**
 * A last-level page-table entry (PTE) of a 4 KiB page, in words that both ISAs share.
 *
 * @param state whether and how it maps
 * @param frame the page frame number, 0 to 2^40 - 1, in the numbering of the kernel whose table
 *     this is; 0 when it maps nothing
 * @param attributes what is set
 */
public record Leaf(State state, long frame, Set<Attribute> attributes) {
    /** Frame numbers of 52-bit physical addresses. */
    static final int FRAME_BITS = 40;

    /** No entry: the all-zero word ({@code pte_none}). */
    public static final Leaf NONE = new Leaf(State.NONE, 0, Set.of());

    /** A swap or migration entry. What it says belongs to the kernel that wrote it. */
    public static final Leaf SWAPPED = new Leaf(State.SWAPPED, 0, Set.of());

    /** Whether and how a leaf maps a page. */
    public enum State {
        /** Nothing was ever put here, or it was cleared. */
        NONE,
        /** The hardware may walk it. */
        PRESENT,
        /** {@code mprotect(PROT_NONE)}: present for the kernel, absent for the hardware. */
        PROT_NONE,
        /**
         * Popcorn's DSM took the page away from this kernel: absent for the hardware, but frame and
         * permissions stay.
         */
        POPCORN_INVALID,
        /** Not zero, and none of the above. */
        SWAPPED
    }

    /** What can be said of a mapped page. */
    public enum Attribute {
        /** User programs may read it. */
        USER,
        /** The kernel lets it be written ({@code pte_write}); with {@link #USER}, by programs. */
        WRITABLE,
        /** User programs may execute it. */
        EXECUTABLE,
        /** Accessed ({@code pte_young}). */
        YOUNG,
        /** Written to ({@code pte_dirty}). */
        DIRTY,
        /** Without a {@code struct page} ({@code pte_special}): the zero page, for instance. */
        SPECIAL
    }

    /**
     * @throws IllegalArgumentException when the frame number is out of range, or when no word of
     *     either ISA is such a leaf: one that maps nothing with a frame or attributes, one under
     *     {@link State#PROT_NONE} with permissions, one under {@link State#POPCORN_INVALID} that is
     *     special (the marker is the special bit)
     */
    public Leaf {
        attributes = Set.copyOf(attributes);
        if (frame < 0 || frame >>> FRAME_BITS != 0) {
            throw new IllegalArgumentException("no frame number: " + frame);
        }
        boolean sound =
                switch (state) {
                    case NONE, SWAPPED -> frame == 0 && attributes.isEmpty();
                    case PRESENT -> true;
                    case PROT_NONE ->
                            !attributes.contains(Attribute.USER)
                                    && !attributes.contains(Attribute.WRITABLE)
                                    && !attributes.contains(Attribute.EXECUTABLE);
                    case POPCORN_INVALID -> !attributes.contains(Attribute.SPECIAL);
                };
        if (!sound) {
            throw new IllegalArgumentException(
                    "no leaf is " + state + " with frame " + frame + " and " + attributes);
        }
    }

    /** A present leaf. */
    public static Leaf present(long frame, Attribute... attributes) {
        return new Leaf(State.PRESENT, frame, Set.of(attributes));
    }

    public boolean has(Attribute attribute) {
        return attributes.contains(attribute);
    }

    public Leaf with(Attribute attribute) {
        Set<Attribute> more = copy();
        more.add(attribute);
        return new Leaf(state, frame, more);
    }

    public Leaf without(Attribute attribute) {
        Set<Attribute> fewer = copy();
        fewer.remove(attribute);
        return new Leaf(state, frame, fewer);
    }

    public Leaf withState(State other) {
        return new Leaf(other, frame, attributes);
    }

    public Leaf withFrame(long other) {
        return new Leaf(state, other, attributes);
    }

    private Set<Attribute> copy() {
        Set<Attribute> copy = EnumSet.noneOf(Attribute.class);
        copy.addAll(attributes);
        return copy;
    }
}

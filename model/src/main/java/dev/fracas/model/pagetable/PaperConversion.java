package dev.fracas.model.pagetable;

import dev.fracas.model.pagetable.Leaf.Attribute;
import dev.fracas.model.pagetable.Leaf.State;
import dev.fracas.spec.Isa;
import java.util.Set;

/**
 * Turns a leaf of one ISA's format into the other's, or back, as the paper asks of the origin: the
 * same memory, the same accessed and dirty state, and never more permission than both the word and
 * the VMA give. What is not present stays so.
 *
 * @param numbering how the kernels number frames; the converted word has the number of its format's
 *     ISA
 */
public record PaperConversion(FrameNumbering numbering) {
    /**
     * The word in the format {@code to} that stands for {@code word} in the format {@code from}.
     *
     * <p>An Arm page that may be executed but not read loses its execution on x86.
     *
     * @param vma what the VMA allows now. As in Linux, a VMA that allows anything allows reading;
     *     one that allows nothing makes the leaf {@code PROT_NONE}
     * @throws IllegalArgumentException when the word is a swap or migration entry or is not
     *     {@linkplain LeafFormat#isWellFormed well formed} (is in another format, perhaps), or when
     *     the frame has no number on the other side or does not fit the format
     */
    public long convert(long word, LeafFormat from, LeafFormat to, Set<UserAccess> vma) {
        Leaf leaf = from.decode(word);
        if (leaf.state() == State.NONE) {
            return 0;
        }
        if (leaf.state() == State.SWAPPED || !from.isWellFormed(word)) {
            throw new IllegalArgumentException(
                    "not a page of " + from.isa() + ": 0x" + Long.toHexString(word));
        }
        leaf = leaf.withFrame(renumbered(leaf.frame(), from.isa(), to.isa()));
        if (vma.isEmpty()) {
            leaf = leaf.without(Attribute.USER);
        }
        if (!vma.contains(UserAccess.WRITE)) {
            leaf = leaf.without(Attribute.WRITABLE);
        }
        if (!vma.contains(UserAccess.EXECUTE)
                || (to.isa() == Isa.X86_64 && !leaf.has(Attribute.USER))) {
            leaf = leaf.without(Attribute.EXECUTABLE);
        }
        if (vma.isEmpty() && leaf.state() == State.PRESENT) {
            leaf = leaf.withState(State.PROT_NONE);
        }
        return to.encode(leaf);
    }

    private long renumbered(long frame, Isa from, Isa to) {
        if (from == to) {
            return frame;
        }
        return to == Isa.AARCH64 ? numbering.toArm(frame) : numbering.toX86(frame);
    }
}

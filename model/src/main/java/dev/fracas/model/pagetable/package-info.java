/**
 * Page-table entries bit by bit, on both ISAs, and what becomes of them when one kernel writes the
 * other's table.
 *
 * <p>A {@link dev.fracas.model.pagetable.LeafFormat} says how Linux 5.2 with Popcorn writes a
 * {@link dev.fracas.model.pagetable.Leaf} into a 64-bit word, and how it reads one; a {@link
 * dev.fracas.model.pagetable.Mmu} says what the hardware makes of any word, its own kernel's or the
 * other's, when a user program touches the page. The two differ, and the difference is the subject:
 * in Stramash the Arm kernel stores its own words into the x86 kernel's table.
 *
 * <p>The paper asks that the origin turn such a word into its own format ({@link
 * dev.fracas.model.pagetable.PaperConversion}); {@link
 * dev.fracas.model.pagetable.ReleasedConversion} is what the released source does in its place.
 * {@link dev.fracas.model.pagetable.FrameNumbering} and {@link
 * dev.fracas.model.pagetable.SharedDirectMap} hold the two kernels' numbers of the same memory
 * together.
 *
 * <p>Protocol programs use the few bits of a {@link dev.fracas.model.pagetable.LeafWord} in place
 * of the 64; a test holds it to the exact words.
 *
 * <p>Everything is about 4 KiB pages of user memory, normal and write-back cacheable. Left out:
 * huge pages (a walk that meets one ends), protection keys, encryption bits, other memory types.
 */
@NullMarked
package dev.fracas.model.pagetable;

import org.jspecify.annotations.NullMarked;

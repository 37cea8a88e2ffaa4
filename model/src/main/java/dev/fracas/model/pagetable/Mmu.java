package dev.fracas.model.pagetable;

import dev.fracas.spec.Isa;
import java.util.OptionalLong;

/**
 * What the hardware of one ISA makes of a page-table word, whoever wrote it, when a user program's
 * access leads there. Every 64-bit word has an answer.
 */
public sealed interface Mmu permits X86Mmu, Arm64Mmu {
    Isa isa();

    /** The verdict on a word at the last level. */
    Translation translate(long leaf, UserAccess access);

    /**
     * The verdict on a word at a level above the last.
     *
     * @return the frame number of the next table; empty when a user program's walk does not go on
     *     from here: not present, a huge page, a reserved bit, or nothing below is for users
     */
    OptionalLong nextTable(long entry);
}

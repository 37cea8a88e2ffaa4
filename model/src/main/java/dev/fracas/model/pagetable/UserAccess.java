package dev.fracas.model.pagetable;

/** What a user program does to a page: x86 at privilege level 3, AArch64 at EL0. */
public enum UserAccess {
    READ,
    WRITE,
    /** An instruction fetch. */
    EXECUTE
}

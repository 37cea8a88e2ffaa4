package dev.fracas.model.addressspace;

import dev.fracas.model.program.Note;

/** What a core is about in a kernel, beside its {@link Accesses} and what it {@link Leads}. */
public enum Doing implements Note {
    /** A remote fault asks the origin by message. */
    FALLS_BACK("falls back"),

    /** In a call that changes the mappings. */
    CHANGES("changes"),

    /** Walks or changes the other kernel's page table. */
    IN_FOREIGN_TABLE("in foreign table"),

    /** In a fault of a distributed page. */
    FAULTS("faults"),

    /** Waits until a page is invalidated elsewhere. */
    AWAITS_INVALIDATION("awaits invalidation");

    private final String words;

    Doing(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}

package dev.fracas.checkers.axiomatic;

/**
 * A relation between events, by the name that it has in herd7's models ({@code x86tso.cat}). Those
 * of the program are the same in each execution; those of the execution are what the solver finds.
 * Sections are of the Intel SDM, volume 3, with chapter 8 on multiple processors; it is chapter 9
 * in editions since 2022.
 */
public enum Relation {
    /** Program order: of one thread, one before the other. */
    PO("po"),
    /** Program order between accesses of one word. */
    PO_LOC("po-loc"),
    /**
     * Program order that TSO preserves: all but from a write to a later read (SDM 8.2.2: "Reads may
     * be reordered with older writes to different locations but not with older writes to the same
     * location").
     */
    PO_TSO("po-tso"),
    /**
     * Program order with a fence in between (SDM 8.2.2: "Reads cannot pass earlier LFENCE and
     * MFENCE instructions").
     */
    MFENCE("mfence"),
    /**
     * From a write to a later read, one of which is locked (SDM 8.2.3.9, "Loads and Stores Are Not
     * Reordered with Locked Instructions").
     */
    IMPLIED("implied"),
    /** From a write to a read that sees it. */
    RF("rf"),
    /** Reads-from between two threads: a read that its own store buffer did not serve. */
    RFE("rfe"),
    /** Coherence: from a write to the writes of the same word that come after it in memory. */
    CO("co"),
    /** From-reads: from a read to the writes that come after the one that it sees. */
    FR("fr");

    private final String cat;

    Relation(String cat) {
        this.cat = cat;
    }

    @Override
    public String toString() {
        return cat;
    }
}

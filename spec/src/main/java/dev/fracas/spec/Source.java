package dev.fracas.spec;

/**
 * Where a property, a number or a protocol comes from.
 *
 * @param document the document, for instance {@link #PAPER}
 * @param place the section, table or function in it
 */
public record Source(String document, String place) {
    /** Xing et al., Stramash: A Fused-Kernel OS, ASPLOS 2025, doi 10.1145/3676641.3716275. */
    public static final String PAPER = "Stramash, ASPLOS'25";

    /** The Linux kernel, release 5.2, which Stramash and Popcorn Linux are built on. */
    public static final String LINUX = "Linux 5.2";

    /** Popcorn Linux, whose distributed shared memory Stramash replaces. */
    public static final String POPCORN = "Popcorn Linux";

    /** The source that the paper's authors released (Stramash-AE). */
    public static final String RELEASE = "Stramash-AE";

    public static Source source(String document, String place) {
        return new Source(document, place);
    }

    @Override
    public String toString() {
        return document + ", " + place;
    }
}

package dev.fracas.spec;

/** What a check says of a property. Ordered from good to bad. */
public enum Verdict {
    /** The whole bounded space was seen, and the property is kept in all of it. */
    HOLDS,
    /** A bound cut the exploration short before the property was decided. */
    INCOMPLETE,
    /**
     * A run breaks the property; or, for a sometimes property, no run in the whole space shows it.
     */
    VIOLATED;

    public Verdict worse(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}

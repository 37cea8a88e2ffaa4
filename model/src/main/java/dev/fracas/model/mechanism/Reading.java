package dev.fracas.model.mechanism;

/**
 * What a mechanism follows where the same thing is told in more than one way. Anybody may have
 * readings of their own.
 *
 * @param id as on the command line and behind the {@code @} of a mechanism's id
 * @param sentence what it follows, in one clause
 */
public record Reading(String id, String sentence) {
    /** What the Stramash paper describes, completed so that it is correct. */
    public static final Reading PAPER =
            new Reading(
                    "paper",
                    "what the Stramash paper describes, completed where it is silent so that it is"
                            + " correct");

    /** Step for step what the source that the paper's authors released does. */
    public static final Reading RELEASED =
            new Reading("released", "what the source does that the paper's authors released");

    /** Popcorn Linux, which Stramash replaces. */
    public static final Reading POPCORN =
            new Reading("popcorn", "Popcorn Linux, which Stramash replaces, over messages");

    /** The {@link #id}. */
    @Override
    public String toString() {
        return id;
    }
}

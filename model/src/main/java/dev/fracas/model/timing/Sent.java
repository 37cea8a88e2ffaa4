package dev.fracas.model.timing;

/**
 * What the cores of a run sent each other beside shared memory: counts of what was executed,
 * whether it arrived or not.
 *
 * @param messages messages of the kernels' message layer: executed instructions tagged {@link
 *     #MESSAGE}
 * @param ipis inter-processor interrupts
 */
public record Sent(int messages, int ipis) {
    /** Tag of an instruction that, once executed, has sent a message. */
    public static final String MESSAGE = "message";

    public static final Sent NOTHING = new Sent(0, 0);

    public Sent plus(Sent other) {
        return new Sent(messages + other.messages, ipis + other.ipis);
    }
}

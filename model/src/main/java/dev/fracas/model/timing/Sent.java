package dev.fracas.model.timing;

import dev.fracas.model.program.Message;

/**
 * What the cores of a run sent each other beside shared memory: counts of what was executed,
 * whether it arrived or not.
 *
 * @param messages messages of the kernels' message layer: executed instructions with the note
 *     {@link Message}
 * @param ipis inter-processor interrupts
 */
public record Sent(int messages, int ipis) {
    public static final Sent NOTHING = new Sent(0, 0);

    public Sent plus(Sent other) {
        return new Sent(messages + other.messages, ipis + other.ipis);
    }
}

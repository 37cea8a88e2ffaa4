package dev.fracas.model.kernel.messaging;

import dev.fracas.model.program.WordArray;
import java.util.List;

/**
 * All that a channel may carry, each message with its code in a word; 0 is no message.
 *
 * @param all in the order of their codes, which start at 1
 */
public record Messages<M extends KernelMessage>(List<M> all) {
    public Messages {
        all = List.copyOf(all);
    }

    /**
     * The message as a word has it.
     *
     * @throws IllegalArgumentException when the channel does not carry it
     */
    public int code(M message) {
        int at = all.indexOf(message);
        if (at < 0) {
            throw new IllegalArgumentException("no such message here: " + message);
        }
        return 1 + at;
    }

    /** Bits of a code. */
    public int bits() {
        return WordArray.bitsFor(all.size());
    }
}

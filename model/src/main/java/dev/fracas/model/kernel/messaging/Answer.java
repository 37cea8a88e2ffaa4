package dev.fracas.model.kernel.messaging;

import dev.fracas.model.program.Value;

/** What a message is answered with: a word, which is 0 until the answer has come. */
public final class Answer {
    /** Done as asked; a family has further answers, of more bits. */
    public static final long DONE = 1;

    private Answer() {}

    public static Value done() {
        return Value.constant(DONE);
    }
}

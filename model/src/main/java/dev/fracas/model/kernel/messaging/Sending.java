package dev.fracas.model.kernel.messaging;

import dev.fracas.model.program.Note;

/** Puts a message into a channel that may have no room for it yet. */
public record Sending() implements Note {
    @Override
    public String toString() {
        return "sends";
    }
}

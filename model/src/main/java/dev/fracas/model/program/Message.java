package dev.fracas.model.program;

/** The instruction, once executed, has sent a message to another kernel. */
public record Message() implements Note {
    @Override
    public String toString() {
        return "message";
    }
}

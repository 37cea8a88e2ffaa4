package dev.fracas.model.addressspace;

import dev.fracas.model.program.Note;

/** In an access of the user program. */
public record Accesses(int page, boolean write) implements Note {
    @Override
    public String toString() {
        return "accesses " + page + (write ? "w" : "r");
    }
}

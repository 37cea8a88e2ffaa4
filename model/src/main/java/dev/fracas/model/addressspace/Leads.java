package dev.fracas.model.addressspace;

import dev.fracas.model.program.Note;

/** Leads a fault of a distributed page. */
public record Leads(int page) implements Note {
    @Override
    public String toString() {
        return "leads " + page;
    }
}

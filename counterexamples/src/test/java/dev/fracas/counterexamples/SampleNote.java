package dev.fracas.counterexamples;

import dev.fracas.model.program.Note;

/** What a core is about in a {@link SampleLock}. */
enum SampleNote implements Note {
    WAITS("waiting"),
    INSIDE("inside");

    private final String words;

    SampleNote(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}

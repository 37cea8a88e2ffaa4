package dev.fracas.model.kernel;

import dev.fracas.model.program.Note;
import dev.fracas.model.program.WordArray;

/**
 * What is asked of an object that several cores share, so that histories of calls can be read off a
 * run: where a call begins and returns, and which words hold what it changes. For the objects that
 * every kernel has, whatever family has put them there.
 */
public sealed interface CallNote extends Note {
    /** It is not for readers of traces. */
    @Override
    default String words() {
        return "";
    }

    /**
     * The step allocates a frame, if one is free.
     *
     * @param use 0 for each frame that is free
     */
    record Allocates(WordArray use) implements CallNote {}

    /**
     * The step frees a frame.
     *
     * @param use 0 for each frame that is free
     */
    record Frees(WordArray use) implements CallNote {}

    /**
     * The step puts a message into a channel that is one word.
     *
     * @param channel the word, 0 while it is empty
     */
    record Sends(WordArray channel) implements CallNote {}

    /**
     * The program belongs to a process with those VMAs; on all its instructions.
     *
     * @param tree for each page the permission of its VMA, 0 where there is none
     * @param areas the structures that the tree leads to
     * @param copies what the other kernel knows of them
     */
    record HasVmas(WordArray tree, WordArray areas, WordArray copies) implements CallNote {}

    /** Looks a VMA up: from its first instruction to its last. */
    record FindsVma() implements CallNote {}

    /**
     * A call begins that changes the page's VMA.
     *
     * @param change what is done to it
     */
    record BeginsChange(int page, Change change) implements CallNote {}

    /** The call that changes a VMA returns. */
    record EndsChange() implements CallNote {}

    /** What a call does to the VMA of a page. */
    enum Change {
        /** There is a VMA to read and write. */
        MAP,
        /** There is none. */
        UNMAP,
        /** It is a VMA to read only. */
        PROTECT
    }
}

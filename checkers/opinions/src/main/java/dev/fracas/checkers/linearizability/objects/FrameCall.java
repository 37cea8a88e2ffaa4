package dev.fracas.checkers.linearizability.objects;

import dev.fracas.checkers.linearizability.ObjectCall;

/** What is asked of a frame allocator. */
public sealed interface FrameCall extends ObjectCall {
    /** Returns the number of a frame, or none when all are in use. */
    record Allocate() implements FrameCall {
        @Override
        public String toString() {
            return "allocate";
        }
    }

    /** Gives a frame back that is in use. */
    record Free(int frame) implements FrameCall {
        @Override
        public String toString() {
            return "free " + frame;
        }
    }
}

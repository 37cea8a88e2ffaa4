package dev.fracas.checkers.linearizability;

/** What a call returned. Its text is what reports print. */
public sealed interface Result {
    /** The call did what it is for and has nothing more to say. */
    Result DONE = new Done();

    /** The call changed nothing: the lock is taken, no frame is free, there is no such VMA. */
    Result NONE = new None();

    /** The call returned a number: a frame, a permission, a message. */
    static Result value(int value) {
        return new Value(value);
    }

    /** See {@link #DONE}. */
    record Done() implements Result {
        @Override
        public String toString() {
            return "done";
        }
    }

    /** See {@link #NONE}. */
    record None() implements Result {
        @Override
        public String toString() {
            return "none";
        }
    }

    /** See {@link #value}. */
    record Value(int value) implements Result {
        @Override
        public String toString() {
            return Integer.toString(value);
        }
    }
}

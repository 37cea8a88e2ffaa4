package dev.fracas.checkers.linearizability.objects;

import dev.fracas.checkers.linearizability.ObjectCall;

/** What is asked of a lock. */
public enum LockCall implements ObjectCall {
    /** Waits until the caller has the lock. */
    ACQUIRE("acquire"),
    /** Takes the lock if it is free; none if not. */
    TRY_ACQUIRE("try-acquire"),
    /** Gives it back; by its owner only. */
    RELEASE("release");

    private final String text;

    LockCall(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}

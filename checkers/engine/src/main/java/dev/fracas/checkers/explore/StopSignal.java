package dev.fracas.checkers.explore;

import java.util.concurrent.atomic.AtomicReference;

/** Asks explorations that go on in other threads to stop. Once given, it stays given. */
public final class StopSignal {
    private final AtomicReference<String> reason = new AtomicReference<>("");

    /**
     * Asks for the stop.
     *
     * @param why goes into the verdict, for instance {@code an interrupt}
     */
    public void stop(String why) {
        reason.compareAndSet("", why);
    }

    public boolean isGiven() {
        return !reason.get().isEmpty();
    }

    /** Why to stop; empty as long as the signal is not given. */
    public String reason() {
        return reason.get();
    }
}

package dev.fracas.checkers.cli;

import dev.fracas.checkers.explore.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a request to stop: what was found so far is reported before the virtual machine
 * ends, with the exit status of the command. A command that takes too long to report ends as the
 * system would have ended it, with status 130.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 30;

    private final StopSignal stop;
    private final Thread hook = new Thread(this::interrupted, "interruption");
    private final CountDownLatch reported = new CountDownLatch(1);
    private volatile int status = ExitStatus.INCOMPLETE;

    Interruption(StopSignal stop) {
        this.stop = stop;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupted() {
        stop.stop("an interrupt");
        try {
            if (reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has reported; from now on Ctrl-C is nothing special. */
    void over(int exitStatus) {
        status = exitStatus;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            reported.countDown();
        }
    }
}

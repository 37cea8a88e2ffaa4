package dev.fracas.checkers.cli;

import dev.fracas.checkers.explore.Progress;
import dev.fracas.checkers.hunt.HuntProgress;
import dev.fracas.checkers.report.Figures;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far a search is: on a terminal one line that is written over and over and erased in the
 * end, elsewhere a plain line now and then. Called by several threads.
 */
final class ProgressDisplay implements Progress.Listener {
    private static final long PLAIN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean onTerminal;
    private String subject = "";
    private long lastPlain;
    private boolean shown;

    ProgressDisplay(PrintWriter err, boolean onTerminal) {
        this.err = err;
        this.onTerminal = onTerminal;
        this.lastPlain = System.nanoTime();
    }

    /** A display for the terminal that this process runs on, if it does. */
    static ProgressDisplay on(PrintWriter err) {
        return new ProgressDisplay(
                err, Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false));
    }

    /** From now on progress is that of the subject. */
    synchronized void begin(String newSubject) {
        subject = newSubject;
    }

    /** Progress that comes late is not shown. */
    synchronized void end() {
        subject = "";
        if (shown) {
            err.print(ERASE);
            err.flush();
            shown = false;
        }
    }

    @Override
    public void progress(Progress progress) {
        show(figures(progress));
    }

    /** Shows how far a hunt is. */
    void hunting(HuntProgress progress) {
        show(figures(progress));
    }

    private synchronized void show(String figures) {
        if (subject.isEmpty()) {
            return;
        }
        String line = subject + ": " + figures;
        if (onTerminal) {
            err.print(ERASE + line);
            err.flush();
            shown = true;
        } else if (System.nanoTime() - lastPlain >= PLAIN_EVERY_NANOS) {
            lastPlain = System.nanoTime();
            err.println(line);
        }
    }

    private static String figures(HuntProgress progress) {
        double seconds = progress.nanos() / 1e9;
        return "%s runs, %s steps, %s steps/s, %s behaviours, %s not reached, %d violated, %s"
                .formatted(
                        Figures.brief((double) progress.runs()),
                        Figures.brief((double) progress.steps()),
                        Figures.brief(progress.steps() / Math.max(1e-3, seconds)),
                        Figures.brief((double) progress.behaviours()),
                        Figures.count(progress.unreached(), "instruction"),
                        progress.violated(),
                        Figures.time(seconds));
    }

    private static String figures(Progress progress) {
        double seconds = progress.nanos() / 1e9;
        return "%s states, frontier %s, depth %d, %s states/s, %s, %s"
                .formatted(
                        Figures.brief((double) progress.states()),
                        Figures.brief((double) progress.frontier()),
                        progress.depth(),
                        Figures.brief(progress.states() / Math.max(1e-3, seconds)),
                        Figures.time(seconds),
                        Figures.memory(progress.bytes()));
    }
}

package dev.fracas.checkers.cli;

import dev.fracas.checkers.mutate.Campaign;
import dev.fracas.checkers.mutate.Mutant;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Says every few seconds how far a campaign is. Called by several threads. */
final class CampaignDisplay implements Campaign.Listener {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final PrintWriter err;
    private long last = System.nanoTime();

    CampaignDisplay(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void done(Mutant mutant, int count, int of) {
        if (System.nanoTime() - last >= EVERY_NANOS) {
            last = System.nanoTime();
            err.printf("%d of %d mutants, last %s%n", count, of, mutant.id());
        }
    }
}

package dev.fracas.model.timing;

import dev.fracas.model.timing.Service.Supplier;
import java.util.Arrays;

/**
 * One cache line: the MESI state of every core's copy, and when what it holds was written. At the
 * start nobody has a copy, and what memory holds has always been there.
 */
final class CoherentLine {
    private static final int NOBODY = -1;

    private final int[] lastLevelCache;
    private final Mesi[] copies;
    private int writer = NOBODY;
    private long written;
    private long writtenByOther;

    /**
     * @param lastLevelCache for each core, the number of the last-level cache that it shares
     */
    CoherentLine(int[] lastLevelCache) {
        this.lastLevelCache = lastLevelCache;
        this.copies = new Mesi[lastLevelCache.length];
        Arrays.fill(copies, Mesi.INVALID);
    }

    Mesi copyOf(int core) {
        return copies[core];
    }

    /** The core reads the line. Any other copy becomes shared. */
    Service load(int core) {
        if (copies[core] != Mesi.INVALID) {
            return Service.HIT;
        }
        boolean near = isHeldNear(core);
        boolean far = isHeldFar(core);
        for (int other = 0; other < copies.length; other++) {
            if (copies[other] != Mesi.INVALID) {
                copies[other] = Mesi.SHARED;
            }
        }
        copies[core] = near || far ? Mesi.SHARED : Mesi.EXCLUSIVE;
        return near
                ? new Service(Supplier.LAST_LEVEL_CACHE, false, false)
                : new Service(Supplier.MEMORY, far, false);
    }

    /** The core writes the line, or takes it for an atomic access. Any other copy is dropped. */
    Service store(int core) {
        Mesi own = copies[core];
        boolean near = isHeldNear(core);
        boolean far = isHeldFar(core);
        Arrays.fill(copies, Mesi.INVALID);
        copies[core] = Mesi.MODIFIED;
        if (near) {
            return new Service(Supplier.LAST_LEVEL_CACHE, false, far);
        }
        return new Service(own == Mesi.INVALID ? Supplier.MEMORY : Supplier.OWN_CACHE, false, far);
    }

    /**
     * When the core can have the line at the earliest, in cycles: when the last write by another
     * core was done. Its own writes are there already, or still in its store buffer, where it sees
     * them.
     */
    long arrives(int core) {
        return writer == core ? writtenByOther : written;
    }

    /** Notes that a store or atomic access of the core was done at that time, in cycles. */
    void wrote(int core, long done) {
        if (writer != core) {
            writtenByOther = written;
            writer = core;
        }
        written = done;
    }

    private boolean isHeldNear(int core) {
        for (int other = 0; other < copies.length; other++) {
            if (other != core
                    && copies[other] != Mesi.INVALID
                    && lastLevelCache[other] == lastLevelCache[core]) {
                return true;
            }
        }
        return false;
    }

    private boolean isHeldFar(int core) {
        for (int other = 0; other < copies.length; other++) {
            if (copies[other] != Mesi.INVALID && lastLevelCache[other] != lastLevelCache[core]) {
                return true;
            }
        }
        return false;
    }
}

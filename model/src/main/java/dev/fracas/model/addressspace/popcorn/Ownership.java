package dev.fracas.model.addressspace.popcorn;

import static dev.fracas.model.program.MemoryOrder.RELAXED;

import dev.fracas.model.program.Routine;
import dev.fracas.model.program.Value.Register;
import dev.fracas.model.program.WordArray;
import dev.fracas.spec.Isa;

/**
 * Popcorn's word for each distributed page in {@code rc->pages}: which kernels own a current copy,
 * whether the page is distributed at all, and, in the Arm tree, whether the walker has put the page
 * in. A page that is not distributed is the origin's. Bits are set and cleared atomically, under no
 * lock.
 */
public final class Ownership {
    public static final long ORIGIN = 1;
    public static final long REMOTE = 2;
    public static final long STRAMASH = 4;
    public static final long DISTRIBUTED = 8;
    private static final int BITS = 4;

    private final WordArray words;

    public Ownership(Isa kernel, int pages) {
        words = WordArray.named(kernel.shortName() + " rc->pages", pages).bits(BITS);
    }

    public WordArray words() {
        return words;
    }

    /** The owner bit of a kernel. */
    public static long bit(Isa kernel) {
        return kernel == Isa.X86_64 ? ORIGIN : REMOTE;
    }

    public void add(Routine r, int page, long bit) {
        r.fetchAndOr(words.at(page), bit, RELAXED);
    }

    public void remove(Routine r, int page, long bit) {
        r.fetchAndAnd(words.at(page), ~bit, RELAXED);
    }

    public Register load(Routine r, int page) {
        return r.load(words.at(page), RELAXED);
    }

    public void clear(Routine r, int page) {
        r.store(words.at(page), 0, RELAXED);
    }
}

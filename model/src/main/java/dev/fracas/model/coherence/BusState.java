package dev.fracas.model.coherence;

import dev.fracas.model.program.WordArray;
import dev.fracas.model.state.Field;
import dev.fracas.model.state.StateLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Where caches, requests and memory lie in a state, which is one {@code long}: as small and as
 * quick as can be.
 */
final class BusState {
    static final int LINES = 2;

    static final int IDLE = 0;
    static final int READ = 1;
    static final int WRITE = 2;

    private final int caches;
    private final int requests;
    private final boolean postsSnoops;
    private final StateLayout layout;
    private final Field[][] copy;
    private final Field[][] data;
    private final Field[][] snoop;
    private final Field[] kind;
    private final Field[] line;
    private final Field[] value;
    private final Field[] left;
    private final Field[] memory = new Field[LINES];

    /** A ghost: in a protocol that is right, what the modified copy holds, or memory. */
    private final Field[] lastWrite = new Field[LINES];

    /**
     * @param requests that each cache is asked; 0 for ever more
     * @param postsSnoops whether a Snoop Invalidate may be under way to a cache
     * @throws IllegalArgumentException if a state would not fit into 64 bits
     */
    BusState(int caches, int values, int requests, boolean postsSnoops) {
        this.caches = caches;
        this.requests = requests;
        this.postsSnoops = postsSnoops;
        int valueBits = WordArray.bitsFor(values - 1);
        StateLayout.Builder build = new StateLayout.Builder().group();
        List<Integer> ids = new ArrayList<>();
        for (int c = 0; c < caches; c++) {
            for (int l = 0; l < LINES; l++) {
                ids.add(build.field("copy " + c + " of " + l, 2));
                ids.add(build.field("data " + c + " of " + l, valueBits));
                if (postsSnoops) {
                    ids.add(build.field("snoop " + c + " of " + l, 1));
                }
            }
            ids.add(build.field("request " + c, 2));
            ids.add(build.field("request line " + c, 1));
            ids.add(build.field("request value " + c, valueBits));
            if (requests > 0) {
                ids.add(build.field("requests left " + c, WordArray.bitsFor(requests)));
            }
        }
        for (int l = 0; l < LINES; l++) {
            ids.add(build.field("memory " + l, valueBits));
            ids.add(build.field("last write " + l, valueBits));
        }
        layout = build.build();
        if (layout.words() > 1) {
            throw new IllegalArgumentException(
                    caches + " caches with " + values + " values do not fit into 64 bits");
        }
        var next = ids.stream().map(id -> layout.fields().get(id)).iterator();
        copy = new Field[caches][LINES];
        data = new Field[caches][LINES];
        snoop = new Field[caches][LINES];
        kind = new Field[caches];
        line = new Field[caches];
        value = new Field[caches];
        left = new Field[caches];
        for (int c = 0; c < caches; c++) {
            for (int l = 0; l < LINES; l++) {
                copy[c][l] = next.next();
                data[c][l] = next.next();
                if (postsSnoops) {
                    snoop[c][l] = next.next();
                }
            }
            kind[c] = next.next();
            line[c] = next.next();
            value[c] = next.next();
            if (requests > 0) {
                left[c] = next.next();
            }
        }
        for (int l = 0; l < LINES; l++) {
            memory[l] = next.next();
            lastWrite[l] = next.next();
        }
    }

    StateLayout layout() {
        return layout;
    }

    int caches() {
        return caches;
    }

    boolean postsSnoops() {
        return postsSnoops;
    }

    boolean isEndless() {
        return requests == 0;
    }

    /** Every copy invalid, every line 0, no request. */
    long initial() {
        long state = 0;
        for (int c = 0; c < caches && requests > 0; c++) {
            state = with(state, left[c], requests);
        }
        return state;
    }

    private static int get(long state, Field field) {
        return (int) ((state >>> field.shift()) & field.mask());
    }

    private static long with(long state, Field field, int value) {
        return (state & ~(field.mask() << field.shift())) | ((long) value << field.shift());
    }

    int copy(long state, int cache, int l) {
        return get(state, copy[cache][l]);
    }

    long withCopy(long state, int cache, int l, int to) {
        return with(state, copy[cache][l], to);
    }

    int data(long state, int cache, int l) {
        return get(state, data[cache][l]);
    }

    long withData(long state, int cache, int l, int to) {
        return with(state, data[cache][l], to);
    }

    /** Without the copy, and with no snoop for it. */
    long dropped(long state, int cache, int l) {
        long without = with(with(state, copy[cache][l], Mesi.INVALID), data[cache][l], 0);
        return postsSnoops ? withSnoop(without, cache, l, 0) : without;
    }

    int memory(long state, int l) {
        return get(state, memory[l]);
    }

    long withMemory(long state, int l, int to) {
        return with(state, memory[l], to);
    }

    int lastWrite(long state, int l) {
        return get(state, lastWrite[l]);
    }

    long withLastWrite(long state, int l, int to) {
        return with(state, lastWrite[l], to);
    }

    /** 1 while a Snoop Invalidate for the line is under way to the cache. */
    int snoop(long state, int cache, int l) {
        return postsSnoops ? get(state, snoop[cache][l]) : 0;
    }

    long withSnoop(long state, int cache, int l, int to) {
        return with(state, snoop[cache][l], to);
    }

    /** What the cache has been asked: {@link #IDLE}, {@link #READ} or {@link #WRITE}. */
    int request(long state, int cache) {
        return get(state, kind[cache]);
    }

    int requestLine(long state, int cache) {
        return get(state, line[cache]);
    }

    int requestValue(long state, int cache) {
        return get(state, value[cache]);
    }

    /** How many more requests there will be; 1 where there is no bound. */
    int requestsLeft(long state, int cache) {
        return isEndless() ? 1 : get(state, left[cache]);
    }

    long asked(long state, int cache, int what, int l, int written) {
        long asked = with(with(state, kind[cache], what), line[cache], l);
        asked = with(asked, value[cache], written);
        return isEndless() ? asked : with(asked, left[cache], requestsLeft(state, cache) - 1);
    }

    long served(long state, int cache) {
        return with(with(with(state, kind[cache], IDLE), line[cache], 0), value[cache], 0);
    }
}

package dev.fracas.checkers.peers;

import dev.fracas.checkers.peers.Bound.Cyclic;
import dev.fracas.checkers.peers.Bound.Rounds;
import dev.fracas.checkers.peers.Bound.Values;
import dev.fracas.model.machine.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The rows of the comparison, each with a depth little above what SPIN reaches: its stack is taken
 * beforehand, and must not count against it.
 */
final class PeerRows {
    private static final Memory SC = Memory.sequentialConsistency();
    private static final Memory TSO = Memory.totalStoreOrder(2);
    private static final int QUICK_CORES = 3;
    private static final long SHALLOW = 1_000;

    private PeerRows() {}

    /** Every row, smallest first within a model. */
    static List<PeerRow> all() {
        List<PeerRow> rows = new ArrayList<>();
        rows.addAll(filter(SC, SHALLOW, SHALLOW, 50_000, 3_500_000));
        rows.addAll(filter(TSO, SHALLOW, 5_000, 350_000));
        for (int rounds = 2; rounds <= 3; rounds++) {
            for (Memory memory : List.of(SC, TSO)) {
                rows.addAll(rounds("spin", memory, rounds, 5));
                rows.addAll(rounds("ticket", memory, rounds, 5));
            }
            rows.addAll(rounds("mcs", SC, rounds, 5));
            rows.addAll(rounds("mcs", TSO, rounds, 4));
        }
        rows.add(mesi(2, 2, 6_000));
        rows.add(mesi(3, 2, 150_000));
        rows.add(mesi(3, 3, 700_000));
        rows.add(mesi(4, 2, 2_800_000));
        return List.copyOf(rows);
    }

    /** The rows of at most three cores: under a minute in all. */
    static Predicate<PeerRow> quick() {
        return row -> row.cores() <= QUICK_CORES;
    }

    /** The rows whose names hold a match of the pattern. */
    static Predicate<PeerRow> named(Pattern pattern) {
        return row -> pattern.matcher(row.name()).find();
    }

    /**
     * The row of that name.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    static PeerRow called(String name) {
        return all().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    /** The filter lock from two cores up, one depth for each size. */
    private static List<PeerRow> filter(Memory memory, long... depths) {
        List<PeerRow> rows = new ArrayList<>();
        for (int i = 0; i < depths.length; i++) {
            rows.add(new PeerRow("filter", 2 + i, new Cyclic(), memory, depths[i]));
        }
        return rows;
    }

    /** A lock whose cores end after some rounds, from two cores up; no path in it is long. */
    private static List<PeerRow> rounds(String lock, Memory memory, int rounds, int mostCores) {
        List<PeerRow> rows = new ArrayList<>();
        for (int cores = 2; cores <= mostCores; cores++) {
            rows.add(new PeerRow(lock, cores, new Rounds(rounds), memory, SHALLOW));
        }
        return rows;
    }

    private static PeerRow mesi(int cores, int values, long depth) {
        return new PeerRow("mesi", cores, new Values(values), SC, depth);
    }
}

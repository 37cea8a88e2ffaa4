package dev.fracas.checkers.peers;

import dev.fracas.checkers.peers.SpinOutcome.Finished;
import dev.fracas.checkers.peers.SpinOutcome.NotFinished;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The comparison as a person reads it: one table of counts, one of time and memory. */
record PeerTable(String spinVersion, int workers, List<PeerComparison> rows) {
    private static final String NOTHING = "-";

    /** Markdown that reads as well in a terminal. */
    String markdown() {
        return spinVersion
                + ", 1 core; ours: "
                + workers
                + (workers == 1 ? " worker.\n\n" : " workers.\n\n")
                + counts().render()
                + "\n"
                + costs().render()
                + "\nA transition is a state and a step enabled in it; the initial state counts as"
                + " one more.\n"
                + "Seconds: the search alone. SPIN's leave out gcc; ours leave out an unmeasured run"
                + " of at most "
                + EngineSide.WARM_UP.toSeconds()
                + " s before it,\nin which programs become byte code and byte code machine code.\n"
                + "Bytes per state: SPIN's are its total memory divided by the states; 'bare' leaves"
                + " its hash-table slots out.\nOurs are the tables of states (the queue of states to"
                + " expand as well) and their index at the end, with\ntheir spare room. Not counted:"
                + " the virtual machine itself and batches on their way between workers.\n"
                + "Ratios are ours to SPIN's: speed above 1 and memory below 1 are in our favour.\n"
                + "No rate is given for a run of less than 0.1 s, no bytes for fewer than 100,000"
                + " states.\n";
    }

    private TextTable counts() {
        TextTable table =
                new TextTable(
                        "row", "states SPIN", "ours", "equal", "transitions SPIN", "ours", "equal");
        for (PeerComparison row : rows) {
            table.add(
                    row.row().name(),
                    spinStates(row),
                    ourStates(row),
                    equality(row.statesEqual()),
                    cell(row.spinFigures(), spin -> whole(spin.transitions())),
                    cell(row.ours(), our -> whole(our.transitions())),
                    equality(row.transitionsEqual()));
        }
        return table;
    }

    private TextTable costs() {
        TextTable table =
                new TextTable(
                        "row",
                        "s SPIN",
                        "s ours",
                        "states/s SPIN",
                        "ours",
                        "ratio",
                        "B/state SPIN",
                        "bare",
                        "ours",
                        "ratio",
                        "bare");
        for (PeerComparison row : rows) {
            table.add(
                    row.row().name(),
                    cell(row.spinFigures(), spin -> hundredths(spin.seconds())),
                    cell(row.ours(), our -> hundredths(our.seconds())),
                    cell(row.spinRate(), rate -> whole(Math.round(rate))),
                    cell(row.ourRate(), rate -> whole(Math.round(rate))),
                    cell(row.speedRatio(), PeerTable::hundredths),
                    cell(row.spinBytes(), PeerTable::tenths),
                    cell(row.spinBytesWithoutHashTable(), PeerTable::tenths),
                    cell(row.ourBytes(), PeerTable::tenths),
                    cell(row.memoryRatio(), PeerTable::hundredths),
                    cell(row.memoryRatioWithoutHashTable(), PeerTable::hundredths));
        }
        return table;
    }

    private static String spinStates(PeerComparison row) {
        return switch (row.spin()) {
            case Finished(SpinMeasurement figures) -> whole(figures.states());
            case NotFinished(SpinOutcome.Cut cut) -> "not finished: " + cut.words();
        };
    }

    private static String ourStates(PeerComparison row) {
        return switch (row.engine()) {
            case OurOutcome.Finished(Measurement figures) -> whole(figures.distinctStates());
            case OurOutcome.NotFinished(String cutBy) -> "not finished: " + cutBy;
            case OurOutcome.Violated(String property) -> "violated: " + property;
        };
    }

    private static String equality(Optional<Boolean> equal) {
        return cell(equal, yes -> yes ? "yes" : "NO");
    }

    private static <T> String cell(Optional<T> value, Function<T, String> text) {
        return value.map(text).orElse(NOTHING);
    }

    private static String whole(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    private static String hundredths(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}

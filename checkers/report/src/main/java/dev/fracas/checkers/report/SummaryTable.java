package dev.fracas.checkers.report;

import dev.fracas.checkers.check.SpaceReport;
import java.util.List;
import java.util.Optional;

/** A row for each mechanism, printed as soon as it is checked. */
public final class SummaryTable {
    private final Columns columns;

    /**
     * @param ids the mechanisms that will have a row
     */
    public SummaryTable(List<String> ids) {
        columns =
                Columns.none()
                        .words("protocol", ids)
                        .words("verdict", "VIOLATED (not as declared)".length())
                        .number("states", 9)
                        .number("transitions", 11)
                        .number("depth", 5)
                        .number("endless states", 9)
                        .number("time", 9)
                        .number("bytes/state", 6);
    }

    public String header() {
        return columns.header();
    }

    public String row(Checked checked) {
        SpaceReport bounded = checked.report().bounded();
        Optional<SpaceReport> endless = checked.report().endless();
        return columns.row(
                List.of(
                        checked.id(),
                        Wording.verdict(checked.report()),
                        Long.toString(bounded.distinctStates()),
                        Long.toString(bounded.transitions()),
                        Integer.toString(bounded.depth()),
                        endless.map(space -> Long.toString(space.distinctStates())).orElse("-"),
                        Figures.time(checked.seconds()),
                        Figures.tenths(bounded.bytesPerState())));
    }
}

package dev.fracas.checkers.report;

import dev.fracas.checkers.check.SpaceReport;
import dev.fracas.model.mechanism.Mechanism;
import java.util.List;

/** A row for each reading of each configuration, printed as soon as it is checked. */
public final class ConfigurationTable {
    private final Columns columns;

    /**
     * @param configurations those that will have a row
     */
    public ConfigurationTable(List<Mechanism> configurations) {
        columns =
                Columns.none()
                        .words(
                                "configuration",
                                configurations.stream().map(Mechanism::name).toList())
                        .words(
                                "reading",
                                configurations.stream().map(Mechanism::readingId).toList())
                        .number("states", 9)
                        .number("depth", 5)
                        .number("time", 9)
                        .words("verdict", 0);
    }

    public String header() {
        return columns.header();
    }

    /** The row, without a newline at its end; a long verdict goes on below itself. */
    public String row(Mechanism configuration, Checked checked) {
        SpaceReport space = checked.report().bounded();
        return columns.row(
                List.of(
                        configuration.name(),
                        configuration.readingId(),
                        Long.toString(space.distinctStates()),
                        Integer.toString(space.depth()),
                        Figures.time(checked.seconds()),
                        Wording.verdictWithIds(checked.report())));
    }
}

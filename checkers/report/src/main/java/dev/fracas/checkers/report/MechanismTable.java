package dev.fracas.checkers.report;

import dev.fracas.checkers.check.SpaceReport;
import dev.fracas.model.mechanism.Family;
import dev.fracas.model.mechanism.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A row for each mechanism of a family, printed as soon as it is checked. */
public final class MechanismTable {
    private final Family family;
    private final boolean hasReadings;
    private final boolean hasEndlessForms;
    private final Columns columns;

    /**
     * @param subjects those that will have a row
     */
    public MechanismTable(Family family, List<Plan.Subject> subjects) {
        this.family = family;
        List<String> readings = subjects.stream().map(s -> s.mechanism().readingId()).toList();
        hasReadings = readings.stream().anyMatch(reading -> !reading.isEmpty());
        hasEndlessForms =
                subjects.stream().flatMap(Plan.Subject::promises).anyMatch(Promise::endless);
        Columns all =
                Columns.none()
                        .words(
                                "mechanism",
                                subjects.stream().map(s -> s.mechanism().name()).toList());
        if (hasReadings) {
            all = all.words("reading", readings);
        }
        all = all.number("states", 9);
        if (hasEndlessForms) {
            all = all.number("endless states", 9);
        }
        columns = all.number("depth", 5).number("time", 9).words("verdict", 0);
    }

    /** What family it is and what the columns are: two lines, without a newline at the end. */
    public String header() {
        return family.id() + ": " + family.summary() + "\n" + columns.header();
    }

    /** The row, without a newline at its end; a long verdict goes on below itself. */
    public String row(Checked checked) {
        SpaceReport space = checked.report().bounded();
        Optional<SpaceReport> endless = checked.report().endless();
        List<String> cells = new ArrayList<>(List.of(checked.report().mechanism().name()));
        if (hasReadings) {
            cells.add(checked.report().mechanism().readingId());
        }
        cells.add(Long.toString(space.distinctStates()));
        if (hasEndlessForms) {
            cells.add(endless.map(form -> Long.toString(form.distinctStates())).orElse("-"));
        }
        cells.add(Integer.toString(space.depth()));
        cells.add(Figures.time(checked.seconds()));
        cells.add(Wording.verdictWithIds(checked.report()));
        return columns.row(cells);
    }
}

package dev.fracas.checkers.report;

import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.checkers.check.Report;
import dev.fracas.checkers.check.SpaceReport;
import dev.fracas.model.machine.Machine;
import dev.fracas.spec.Verdict;
import java.util.List;

/** Everything about the check of one mechanism but its traces. */
public final class DetailBlock {
    private static final int MOST_UNREACHED = 10;

    private final Checked checked;
    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private DetailBlock(Checked checked) {
        this.checked = checked;
        this.report = checked.report();
    }

    /**
     * The block, each line ended by a newline.
     *
     * @param processors the pair of processors that runs were costed for
     */
    public static String of(Checked checked, String processors) {
        return new DetailBlock(checked).render(processors);
    }

    private String render(String processors) {
        text.append(
                Paragraph.labelled(
                        "",
                        "%s: %s (%s)"
                                .formatted(
                                        checked.id(),
                                        report.mechanism().summary(),
                                        report.mechanism().source())));
        text.append(
                Paragraph.labelled(
                        "",
                        "%s on %s; %s"
                                .formatted(
                                        Wording.verdict(report),
                                        Wording.machine(report.machine()),
                                        Figures.time(checked.seconds()))));
        text.append('\n');
        properties();
        text.append('\n');
        spaces();
        text.append('\n');
        unreached();
        noCosts();
        if (!report.costs().isEmpty()) {
            text.append('\n').append(CostTable.all(List.of(checked), processors));
        }
        return text.toString();
    }

    /** Only the steps of a machine have a cost. */
    private void noCosts() {
        if (!(report.mechanism().system(report.machine()) instanceof Machine)) {
            text.append("No costs: there are no programs whose accesses could be counted.\n");
        }
    }

    private void properties() {
        List<PropertyVerdict> all = report.properties();
        Columns columns =
                Columns.none()
                        .words("property", all.stream().map(PropertyVerdict::id).toList())
                        .words("kind", "sometimes".length())
                        .words("expected", Verdict.VIOLATED.name().length())
                        .words("verdict", all.stream().map(Wording::verdict).toList())
                        .words("", 0);
        text.append(columns.header()).append('\n');
        for (PropertyVerdict property : all) {
            List<String> cells =
                    List.of(
                            property.id(),
                            property.promise().property().kind(),
                            property.expected().name(),
                            Wording.verdict(property),
                            remark(property));
            text.append(columns.row(cells)).append('\n');
        }
    }

    private String remark(PropertyVerdict property) {
        return switch (property.verdict()) {
            case HOLDS -> "";
            case INCOMPLETE -> Wording.openReason(property, report);
            case VIOLATED ->
                    property.isAsExpected()
                            ? property.promise().reason()
                            : Wording.surprise(property);
        };
    }

    private void spaces() {
        Columns columns =
                Columns.none()
                        .words("explored", "15 rounds".length())
                        .number("states", 10)
                        .number("transitions", 12)
                        .number("depth", 5)
                        .number("time", 10)
                        .number("bytes/state", 6)
                        .words("", 0);
        text.append(columns.header()).append('\n');
        text.append(row(columns, Wording.rounds(report.machine()), report.bounded()));
        report.endless().ifPresent(space -> text.append(row(columns, "endless", space)));
    }

    private static String row(Columns columns, String name, SpaceReport space) {
        return columns.row(
                        List.of(
                                name,
                                Long.toString(space.distinctStates()),
                                Long.toString(space.transitions()),
                                Integer.toString(space.depth()),
                                Figures.time(space.seconds()),
                                Figures.tenths(space.bytesPerState()),
                                space.isComplete() ? "" : "cut by " + space.cutBy()))
                + "\n";
    }

    private void unreached() {
        List<String> all = report.bounded().unreached();
        String within =
                " within "
                        + (report.bounded().isComplete()
                                ? Wording.rounds(report.machine())
                                : "what was explored");
        if (all.isEmpty()) {
            text.append("Every instruction is reached%s.\n".formatted(within));
            return;
        }
        text.append(
                "%s never reached%s:\n"
                        .formatted(Figures.count(all.size(), "instruction"), within));
        all.stream()
                .limit(MOST_UNREACHED)
                .forEach(line -> text.append(Paragraph.labelled("  ", line)));
        if (all.size() > MOST_UNREACHED) {
            text.append(
                    "  and %d more; --json lists them all\n"
                            .formatted(all.size() - MOST_UNREACHED));
        }
    }
}

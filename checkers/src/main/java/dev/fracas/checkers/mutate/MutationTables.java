package dev.fracas.checkers.mutate;

import dev.fracas.checkers.mutate.Review.Finding;
import dev.fracas.checkers.report.Columns;
import dev.fracas.checkers.report.Figures;
import java.util.List;
import java.util.stream.Collectors;

/** What campaigns found, as a person reads it. */
public final class MutationTables {
    private final Columns columns;

    /**
     * @param names what will have a row
     */
    public MutationTables(String header, List<String> names) {
        columns =
                Columns.none()
                        .words(header, names)
                        .number("mutants", 5)
                        .number("killed", 5)
                        .number("equivalent", 5)
                        .number("not needed", 5)
                        .number("unreviewed", 5)
                        .number("new", 3)
                        .number("incomplete", 5)
                        .number("score", 7)
                        .words("killed by", 20);
    }

    public String header() {
        return columns.header();
    }

    /** One row, without a newline. */
    public String row(String name, Tally tally) {
        return columns.row(
                List.of(
                        name,
                        Integer.toString(tally.mutants()),
                        Integer.toString(tally.killed()),
                        Integer.toString(tally.survived(Finding.EQUIVALENT)),
                        Integer.toString(tally.survived(Finding.NOT_NEEDED)),
                        Integer.toString(tally.survived(Finding.UNREVIEWED)),
                        Integer.toString(tally.newSurvivors().size()),
                        Integer.toString(tally.incomplete()),
                        Figures.tenths(tally.score()) + " %",
                        tally.killsByProperty().entrySet().stream()
                                .sorted((a, b) -> b.getValue() - a.getValue())
                                .map(e -> e.getKey() + " " + e.getValue())
                                .collect(Collectors.joining(", "))));
    }

    /** One mutant in the form of the file of reviewed survivors. */
    public static String block(Outcome outcome) {
        Mutant mutant = outcome.mutant();
        return "%s%n  %s%n".formatted(mutant.id(), mutant.change());
    }

    /** Where a mutant is and what it does, in one line. */
    public static String line(Outcome outcome) {
        Mutant mutant = outcome.mutant();
        String routine = mutant.routine().isEmpty() ? "" : " in " + mutant.routine();
        return "%s (line %d%s): %s"
                .formatted(mutant.id(), mutant.place().line().line(), routine, mutant.change());
    }
}

package dev.fracas.checkers.mutate;

import dev.fracas.checkers.mutate.MutantStatus.Killed;
import dev.fracas.checkers.mutate.Review.Finding;
import dev.fracas.checkers.report.Columns;
import dev.fracas.checkers.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What campaigns found, as a person reads it. */
public final class MutationTables {
    private final Set<KillerKind> by;
    private final Columns columns;

    /**
     * @param names what will have a row
     * @param by the killers, each of which has its columns
     */
    public MutationTables(String header, List<String> names, Set<KillerKind> by) {
        this.by = Set.copyOf(by);
        Columns shown = Columns.none().words(header, names).number("mutants", 5);
        if (by.contains(KillerKind.EXHAUSTIVE)) {
            shown =
                    shown.number("killed", 5)
                            .number("equivalent", 5)
                            .number("not needed", 5)
                            .number("unreviewed", 5)
                            .number("new", 3)
                            .number("incomplete", 5)
                            .number("score", 7);
        }
        if (by.contains(KillerKind.HUNT)) {
            shown = shown.number("by hunt", 5).number("score", 7);
        }
        columns = isOfOne() ? shown.words("killed by", 20) : shown;
    }

    public String header() {
        return columns.header();
    }

    /** A line has room for the properties of one killer only. */
    private boolean isOfOne() {
        return by.size() == 1;
    }

    /** One row, without a newline. */
    public String row(String name, HuntScore hunt) {
        List<String> cells = new ArrayList<>(List.of(name, Integer.toString(hunt.mutants())));
        Map<String, Integer> kills = hunt.killsByProperty();
        if (by.contains(KillerKind.EXHAUSTIVE)) {
            MutationScore score = hunt.exhaustive();
            kills = score.killsByProperty();
            cells.add(Integer.toString(score.killed()));
            cells.add(Integer.toString(score.survived(Finding.EQUIVALENT)));
            cells.add(Integer.toString(score.survived(Finding.NOT_NEEDED)));
            cells.add(Integer.toString(score.survived(Finding.UNREVIEWED)));
            cells.add(Integer.toString(score.newSurvivors().size()));
            cells.add(Integer.toString(score.incomplete()));
            cells.add(Figures.percent(score.score()));
        }
        if (by.contains(KillerKind.HUNT)) {
            cells.add(Integer.toString(hunt.killed()));
            cells.add(Figures.percent(hunt.score()));
        }
        if (isOfOne()) {
            cells.add(byNumber(kills));
        }
        return columns.row(cells);
    }

    /** Properties with how many mutants each kills, the deadliest first. */
    static String byNumber(Map<String, Integer> kills) {
        return kills.entrySet().stream()
                .sorted((a, b) -> b.getValue() - a.getValue())
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    /** One mutant in the form of the file of reviewed survivors. */
    public static String block(MutantResult outcome) {
        Mutant mutant = outcome.mutant();
        return "%s%n  %s%n".formatted(mutant.id(), mutant.change());
    }

    /** Where a mutant is, what it does and what kills it, in one line. */
    public static String line(MutantResult outcome) {
        Mutant mutant = outcome.mutant();
        String routine = mutant.routine().isEmpty() ? "" : " in " + mutant.routine();
        String killed =
                outcome.status() instanceof Killed(String property, String on)
                        ? "; %s, %s".formatted(property, on)
                        : "";
        return "%s (line %d%s): %s%s"
                .formatted(
                        mutant.id(),
                        mutant.place().line().line(),
                        routine,
                        mutant.change(),
                        killed);
    }
}

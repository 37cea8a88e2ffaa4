package dev.fracas.checkers.cli;

import dev.fracas.checkers.hunt.HuntBounds;
import dev.fracas.checkers.hunt.HuntReport;
import dev.fracas.checkers.hunt.Hunter;
import dev.fracas.checkers.hunt.Strategy;
import dev.fracas.model.Configuration;
import dev.fracas.model.MachineDescription;
import dev.fracas.model.Mechanism;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Prints how many runs and how much time each strategy takes to catch each named defect: medians
 * over ten seeds, as a table in Markdown. Run by {@code
 * FRACAS_MAIN=dev.fracas.checkers.cli.StrategyComparison ./fracas [DEFECT...]}; it takes some ten
 * minutes.
 */
public final class StrategyComparison {
    private static final int SEEDS = 10;
    private static final int CHANGES = 3;

    /** A defect that takes a strategy more runs than these counts as not found. */
    private static final int MOST_RUNS = 500;

    private static final int MOST_STEPS = 2_000;

    /**
     * One hunt.
     *
     * @param runs how many it took, or {@link #NOT_FOUND}
     */
    private record Catch(int runs, double seconds) {}

    private static final int NOT_FOUND = Integer.MAX_VALUE;

    private final PrintStream out;
    private final List<List<Catch>> catches = new ArrayList<>();

    private StrategyComparison(PrintStream out) {
        this.out = out;
        for (StrategyKind _ : StrategyKind.values()) {
            catches.add(new ArrayList<>());
        }
    }

    /** Compares the strategies on the defects named, or on all. */
    public static void main(String[] names) {
        new StrategyComparison(System.out).compare(List.of(names));
    }

    private void compare(List<String> names) {
        List<Repertoire.Flaw> flaws =
                Repertoire.everything().flaws().stream()
                        .filter(f -> names.isEmpty() || names.contains(f.defect().name()))
                        .toList();
        out.print("| defect |");
        for (StrategyKind kind : StrategyKind.values()) {
            out.print(" " + Words.of(kind) + " |");
        }
        out.println("\n|---|" + "---:|".repeat(StrategyKind.values().length));
        flaws.forEach(this::row);
        summary(flaws.size());
    }

    private void row(Repertoire.Flaw flaw) {
        out.print("| " + flaw.defect().name() + " |");
        for (StrategyKind kind : StrategyKind.values()) {
            Catch median = median(flaw, kind.with(CHANGES));
            catches.get(kind.ordinal()).add(median);
            out.print(" " + cell(median) + " |");
        }
        out.println();
    }

    private static String cell(Catch median) {
        return median.runs == NOT_FOUND
                ? "-"
                : String.format(Locale.ROOT, "%d / %.2f s", median.runs, median.seconds);
    }

    private static Catch median(Repertoire.Flaw flaw, Strategy strategy) {
        MachineDescription machine = machine(flaw);
        List<Catch> sorted =
                IntStream.rangeClosed(1, SEEDS)
                        .mapToObj(seed -> hunt(flaw.mechanism(), machine, strategy, seed))
                        .sorted((a, b) -> Integer.compare(a.runs, b.runs))
                        .toList();
        return sorted.get((SEEDS - 1) / 2);
    }

    private static MachineDescription machine(Repertoire.Flaw flaw) {
        MachineDescription machine = flaw.defect().exposedBy();
        return flaw.mechanism() instanceof Configuration
                ? machine
                : machine.withRounds(MachineOptions.MOST_ROUNDS);
    }

    private static Catch hunt(
            Mechanism mechanism, MachineDescription machine, Strategy strategy, long seed) {
        HuntReport report =
                Hunter.with(strategy, seed, HuntBounds.ofRuns(MOST_RUNS, MOST_STEPS))
                        .endingAtFirst()
                        .hunt(mechanism, machine);
        return report.firstSurprise().isEmpty()
                ? new Catch(NOT_FOUND, report.seconds())
                : new Catch((int) report.firstSurprise().getAsLong() + 1, report.seconds());
    }

    private void summary(int defects) {
        out.print("| *caught of " + defects + "* |");
        catches.forEach(
                of -> out.print(" " + of.stream().filter(c -> c.runs < NOT_FOUND).count() + " |"));
        out.println();
        out.print("| *median runs* |");
        catches.forEach(
                of -> out.print(" " + medianRuns(of).map(String::valueOf).orElse("-") + " |"));
        out.println();
    }

    private static Optional<Integer> medianRuns(List<Catch> of) {
        return of.stream()
                .map(Catch::runs)
                .sorted()
                .skip(Math.max(0, (of.size() - 1) / 2))
                .findFirst()
                .filter(runs -> runs < NOT_FOUND);
    }
}

package dev.fracas.checkers.mutate;

import com.sun.management.OperatingSystemMXBean;
import dev.fracas.checkers.hunt.HuntBounds;
import dev.fracas.checkers.hunt.HuntReport;
import dev.fracas.checkers.hunt.Hunter;
import dev.fracas.checkers.hunt.Strategy;
import dev.fracas.checkers.hunt.StrategyKind;
import dev.fracas.model.families.KnownFamilies;
import dev.fracas.model.mechanism.Defect;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Prints how many runs and how much time each strategy takes to catch each named defect: medians
 * over ten seeds, as a table in Markdown. Run by {@code
 * FRACAS_MAIN=dev.fracas.checkers.mutate.StrategyComparison ./fracas [DEFECT...]}; for all of them
 * it takes an hour of one core. Time is the processor's, of the whole virtual machine, so that
 * other work on the computer counts little.
 */
public final class StrategyComparison {
    private static final int SEEDS = 10;
    private static final int CHANGES = 3;

    /** A defect that takes a strategy more runs than these counts as not found. */
    private static final int MOST_RUNS = 500;

    private static final int MOST_STEPS = 2_000;

    /** After so much time of the processor no further seed is tried. */
    private static final double MOST_SECONDS = 120;

    /** A defect and the mechanism that has it. */
    private record Flaw(Mechanism mechanism, Defect defect) {}

    /**
     * One hunt, or the median of ten.
     *
     * @param runs how many it took, {@link #NOT_FOUND} or {@link #UNDECIDED}
     * @param seconds of processor time, setting up included
     */
    private record Catch(int runs, double seconds) {}

    private static final int NOT_FOUND = Integer.MAX_VALUE;

    /** Time was up before the median was known. */
    private static final int UNDECIDED = Integer.MAX_VALUE - 1;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

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
        List<Flaw> flaws =
                KnownFamilies.all().mechanisms().stream()
                        .flatMap(m -> m.defects().stream().map(defect -> new Flaw(m, defect)))
                        .filter(f -> names.isEmpty() || names.contains(f.defect().name()))
                        .toList();
        out.print("| defect |");
        for (StrategyKind kind : StrategyKind.values()) {
            out.print(" " + kind.id() + " |");
        }
        out.println("\n|---|" + "---:|".repeat(StrategyKind.values().length));
        flaws.forEach(this::row);
        summary(flaws.size());
    }

    private void row(Flaw flaw) {
        out.print("| " + flaw.defect().name() + " |");
        for (StrategyKind kind : StrategyKind.values()) {
            Catch median = median(flaw, kind.with(CHANGES));
            catches.get(kind.ordinal()).add(median);
            out.print(" " + cell(median) + " |");
        }
        out.println();
    }

    private static String cell(Catch median) {
        return switch (median.runs) {
            case NOT_FOUND -> "-";
            case UNDECIDED -> "?";
            default -> String.format(Locale.ROOT, "%d / %.1f", median.runs, median.seconds);
        };
    }

    private static Catch median(Flaw flaw, Strategy strategy) {
        MachineDescription machine = machine(flaw);
        List<Catch> caught = new ArrayList<>();
        int missed = 0;
        double seconds = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            Catch one = hunt(flaw.mechanism(), machine, strategy, seed);
            seconds += one.seconds;
            if (one.runs < UNDECIDED) {
                caught.add(one);
            } else if (++missed > SEEDS / 2) {
                return one;
            }
            if (seconds > MOST_SECONDS && seed < SEEDS) {
                return new Catch(UNDECIDED, seconds);
            }
        }
        caught.sort(Comparator.comparingInt(Catch::runs));
        int middle = (SEEDS - 1) / 2;
        return new Catch(
                caught.get(middle).runs,
                caught.stream().map(Catch::seconds).sorted().toList().get(middle));
    }

    private static MachineDescription machine(Flaw flaw) {
        MachineDescription machine = flaw.defect().exposedBy();
        return flaw.mechanism().ground() instanceof Ground.AnyMachine
                ? machine.withRounds(MachineDescription.MOST_ROUNDS)
                : machine;
    }

    private static Catch hunt(
            Mechanism mechanism, MachineDescription machine, Strategy strategy, long seed) {
        long before = PROCESS.getProcessCpuTime();
        HuntReport report =
                Hunter.with(strategy, seed, HuntBounds.ofRuns(MOST_RUNS, MOST_STEPS))
                        .endingAtFirst()
                        .hunt(mechanism, machine);
        double seconds = (PROCESS.getProcessCpuTime() - before) / 1e9;
        return report.firstSurprise().isEmpty()
                ? new Catch(NOT_FOUND, seconds)
                : new Catch((int) report.firstSurprise().getAsLong() + 1, seconds);
    }

    private void summary(int defects) {
        out.print("| *caught of " + defects + "* |");
        catches.forEach(
                of -> out.print(" " + of.stream().filter(c -> c.runs < UNDECIDED).count() + " |"));
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
                .filter(runs -> runs < UNDECIDED);
    }
}

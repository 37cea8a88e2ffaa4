package dev.fracas.checkers.report;

import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.checkers.check.Report;
import dev.fracas.checkers.check.SpaceReport;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.spec.Isa;
import dev.fracas.spec.Property;
import dev.fracas.spec.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Verdicts and machines in the words of a report. */
final class Wording {
    private Wording() {}

    /** The worst verdict, and whether it is what the mechanism declares of itself. */
    static String verdict(Report report) {
        String worst = report.verdict().name();
        if (report.machine().defect().isPresent()) {
            return isCaught(report) || report.isIncomplete() ? worst : worst + " (not caught)";
        }
        if (report.isSurprising()) {
            return worst + " (not as declared)";
        }
        if (report.verdict() != Verdict.VIOLATED) {
            return worst;
        }
        return worst + (report.isIncomplete() ? " (as declared; incomplete)" : " (as declared)");
    }

    /**
     * The same with the ids of the properties that it is about: {@code VIOLATED (as declared):
     * stale-translation}.
     */
    static String verdictWithIds(Report report) {
        List<String> ids =
                report.properties().stream()
                        .filter(property -> isTold(property, report))
                        .map(PropertyVerdict::id)
                        .toList();
        return ids.isEmpty() ? verdict(report) : verdict(report) + ": " + String.join(", ", ids);
    }

    private static boolean isTold(PropertyVerdict property, Report report) {
        return report.isSurprising()
                ? property.verdict() != Verdict.INCOMPLETE && !property.isAsExpected()
                : property.verdict() == report.verdict() && property.verdict() != Verdict.HOLDS;
    }

    /** Some property is violated that holds without the defect. */
    static boolean isCaught(Report report) {
        return report.properties().stream()
                .anyMatch(p -> p.verdict() == Verdict.VIOLATED && !p.isAsExpected());
    }

    static String verdict(PropertyVerdict property) {
        boolean declared = property.expected() == Verdict.VIOLATED;
        return switch (property.verdict()) {
            case HOLDS -> declared ? "HOLDS (violation declared, not found)" : "HOLDS";
            case INCOMPLETE -> "INCOMPLETE";
            case VIOLATED -> declared ? "VIOLATED (as declared)" : "VIOLATED";
        };
    }

    /** What is wrong with a verdict that is not as expected, in one sentence. */
    static String surprise(PropertyVerdict property) {
        if (property.verdict() == Verdict.HOLDS) {
            return "declared as violated (%s), but no run violates it."
                    .formatted(property.promise().reason());
        }
        return property.promise().property() instanceof Property.Sometimes<?>
                ? "no run shows it."
                : property.counterexample().map(replay -> replay.headline()).orElse("violated.");
    }

    /** {@code x86,arm; 2 rounds; tso, store buffers of 2; exclusives architectural}. */
    static String machine(MachineDescription machine) {
        return "%s; %s; %s; exclusives %s"
                        .formatted(
                                cores(machine),
                                rounds(machine),
                                machine.memory(),
                                exclusives(machine))
                + machine.defect().map(name -> "; defect " + name).orElse("");
    }

    static String cores(MachineDescription machine) {
        return machine.cores().stream().map(Isa::shortName).collect(Collectors.joining(","));
    }

    static String rounds(MachineDescription machine) {
        return machine.isEndless() ? "endless rounds" : Figures.count(machine.rounds(), "round");
    }

    /** The word on the command line. */
    static String exclusives(MachineDescription machine) {
        return machine.exclusives().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What cut an exploration and what was covered by then. */
    static String cut(SpaceReport space) {
        return "cut by %s after %s and depth %d"
                .formatted(
                        space.cutBy(),
                        Figures.count(space.distinctStates(), "state"),
                        space.depth());
    }

    /** Why a verdict is open. */
    static String openReason(PropertyVerdict property, Report report) {
        SpaceReport space =
                property.promise().endless()
                        ? report.endless().orElse(report.bounded())
                        : report.bounded();
        return space.isComplete()
                ? "the graph of its "
                        + Figures.count(space.distinctStates(), "state")
                        + " does not fit into the memory allowed"
                : cut(space);
    }
}

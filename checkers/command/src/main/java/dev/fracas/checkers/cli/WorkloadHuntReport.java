package dev.fracas.checkers.cli;

import dev.fracas.checkers.hunt.WorkloadHunt;
import dev.fracas.checkers.report.Figures;
import dev.fracas.checkers.report.HuntFindings;
import dev.fracas.checkers.report.Hunted;
import dev.fracas.generators.WorkloadSource;
import dev.fracas.spec.Property;
import java.util.stream.Collectors;

/**
 * What a person reads of a hunt over workloads.
 *
 * @param findings shows traces
 */
record WorkloadHuntReport(HuntFindings findings) {
    /**
     * What is going to be hunted; each line ended by a newline.
     *
     * @param of family and reading, as in {@code address-space@paper}
     */
    static String opening(String of, WorkloadSource.Size size, int number, String hunter) {
        return """
        hunt in       %s of %s, %s, drawn from the seed
        runs          %s
        - not proved  that anything holds: only the runs made are judged
        """
                .formatted(Figures.count(number, "workload"), of, Words.of(size), hunter);
    }

    /** A property, the workload that violates it and what was made of it. */
    String found(WorkloadHunt.Found found, Hunted small, WorkloadHunt.Result result) {
        Property<?> property = small.report().findings().getFirst().promise().property();
        return """

        %s is violated by %d of %s. The first is number %d, %s
        shrunk to %s; %s
        %s\
        """
                .formatted(
                        property.id(),
                        result.violations().get(property),
                        Figures.count(result.workloads(), "workload"),
                        found.number(),
                        found.drawn().name(),
                        small.id(),
                        Figures.count(found.tried(), "smaller one") + " tried",
                        findings.surprises(small));
    }

    /** The last line, without a newline. */
    static String closing(WorkloadHunt.Result result, int asked, double seconds) {
        String violated =
                result.violations().keySet().stream()
                        .map(Property::id)
                        .collect(Collectors.joining(", "));
        return "%s: %s; %d not begun; %s, %s in %s"
                .formatted(
                        Figures.count(result.workloads(), "workload"),
                        violated.isEmpty() ? "nothing violated" : "violated " + violated,
                        asked - result.workloads(),
                        Figures.count(result.runs(), "run"),
                        Figures.count(result.steps(), "step"),
                        Figures.time(seconds));
    }
}

package dev.fracas.checkers.report;

import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.checkers.check.Report;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A check that is over.
 *
 * @param seconds wall-clock time of all of it: explorations, search for cycles, costing of runs
 * @param traces the trace files written, by the id of the property
 */
public record Checked(Report report, double seconds, Map<String, Path> traces) {
    public Checked {
        traces = Map.copyOf(traces);
    }

    /** The mechanism's id. */
    public String id() {
        return report.mechanism().id();
    }

    /** The file with the counterexample to that property. */
    public Optional<Path> trace(PropertyVerdict property) {
        return Optional.ofNullable(traces.get(property.id()));
    }
}

package dev.fracas.checkers.report;

import dev.fracas.checkers.hunt.Finding;
import dev.fracas.checkers.hunt.HuntReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A hunt that is over.
 *
 * @param traces the trace files written, by the id of the property
 */
public record Hunted(HuntReport report, Map<String, Path> traces) {
    public Hunted {
        traces = Map.copyOf(traces);
    }

    /** The mechanism's id. */
    public String id() {
        return report.mechanism().id();
    }

    /** The file with the run that violates that property. */
    public Optional<Path> trace(Finding finding) {
        return Optional.ofNullable(traces.get(finding.id()));
    }
}

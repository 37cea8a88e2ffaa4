package dev.fracas.checkers.cli;

import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.checkers.check.Report;
import dev.fracas.checkers.report.Checked;
import dev.fracas.checkers.report.JsonReport;
import dev.fracas.counterexamples.itf.TraceFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that a check leaves behind. */
record ReportFiles(Optional<Path> json, Optional<Path> traces) {
    /**
     * Finds out before a long check whether its files can be written.
     *
     * @throws UserError when they cannot
     */
    static ReportFiles of(Optional<Path> json, Optional<Path> traces) {
        ReportFiles files = new ReportFiles(json, traces);
        files.writeJson(List.of());
        try {
            if (traces.isPresent()) {
                Files.createDirectories(traces.get());
            }
        } catch (FileAlreadyExistsException e) {
            throw new UserError("--traces: %s is not a directory".formatted(traces.get()));
        } catch (IOException e) {
            throw new UserError("--traces: cannot make the directory " + e.getMessage());
        }
        return files;
    }

    void writeJson(List<Checked> all) {
        if (json.isPresent()) {
            write(json.get(), "--json", JsonReport.of(all));
        }
    }

    /**
     * Writes each counterexample and each witness; returns the files by the ids of the properties.
     */
    Map<String, Path> writeTraces(Report report) {
        Map<String, Path> written = new HashMap<>();
        if (traces.isPresent()) {
            for (PropertyVerdict property : report.properties()) {
                if (property.run().isPresent()) {
                    Path file = traces.get().resolve(name(report, property));
                    write(file, "--traces", TraceFile.text(property.run().get()));
                    written.put(property.id(), file);
                }
            }
        }
        return written;
    }

    private static String name(Report report, PropertyVerdict property) {
        return report.mechanism().id()
                + report.machine().defect().map(defect -> "-" + defect).orElse("")
                + "-"
                + property.id()
                + TraceFile.SUFFIX;
    }

    private static void write(Path file, String option, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UserError("%s: cannot write %s".formatted(option, file));
        }
    }
}

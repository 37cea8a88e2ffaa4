package dev.fracas.checkers.cli;

import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.checkers.check.Report;
import dev.fracas.checkers.hunt.Finding;
import dev.fracas.checkers.hunt.HuntReport;
import dev.fracas.checkers.report.Checked;
import dev.fracas.checkers.report.JsonReport;
import dev.fracas.counterexamples.itf.TraceFile;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
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
        writeJson(JsonReport.of(all));
    }

    /** Writes what is JSON already. */
    void writeJson(String text) {
        if (json.isPresent()) {
            write(json.get(), "--json", text);
        }
    }

    /** Writes each example of a hunt; returns the files by the ids of the properties. */
    Map<String, Path> writeTraces(HuntReport report) {
        Map<String, Path> written = new HashMap<>();
        for (Finding finding : report.findings()) {
            if (traces.isPresent() && finding.example().isPresent()) {
                String name = name(report.mechanism(), report.machine(), finding.id());
                Path file = traces.get().resolve(name);
                write(file, "--traces", TraceFile.text(finding.example().get().replay()));
                written.put(finding.id(), file);
            }
        }
        return written;
    }

    /**
     * Writes each counterexample and each witness; returns the files by the ids of the properties.
     */
    Map<String, Path> writeTraces(Report report) {
        Map<String, Path> written = new HashMap<>();
        if (traces.isPresent()) {
            for (PropertyVerdict property : report.properties()) {
                if (property.run().isPresent()) {
                    Path file =
                            traces.get()
                                    .resolve(
                                            name(
                                                    report.mechanism(),
                                                    report.machine(),
                                                    property.id()));
                    write(file, "--traces", TraceFile.text(property.run().get()));
                    written.put(property.id(), file);
                }
            }
        }
        return written;
    }

    private static String name(Mechanism mechanism, MachineDescription machine, String property) {
        String defect = machine.defect().map(name -> "-" + name).orElse("");
        return TraceFile.nameOf(mechanism.id() + defect + "-" + property);
    }

    private static void write(Path file, String option, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UserError("%s: cannot write %s".formatted(option, file));
        }
    }
}

package dev.fracas.checkers.cli;

import dev.fracas.checkers.report.Figures;
import dev.fracas.checkers.report.ReportComparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code fracas compare}: what a change has changed. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        version = Fracas.VERSION,
        sortOptions = false,
        description = {
            "Compares two files that fracas check --json wrote: verdicts, counts of states,"
                    + " transitions and depth, and what counterexamples say.",
            "Times, memory and costs are not compared."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:alike",
            "1:something differs; each difference is a line",
            "2:the command line or a file is wrong; one line says why"
        })
final class CompareCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Parameters(index = "0", paramLabel = "BEFORE", description = "What check --json wrote before.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "What it writes now.")
    private Path after = Path.of("");

    private final PrintWriter out;
    private final Repertoire repertoire;

    CompareCommand(PrintWriter out, Repertoire repertoire) {
        this.out = out;
        this.repertoire = repertoire;
    }

    @Override
    public Integer call() {
        JsonNode old = read(before);
        JsonNode now = read(after);
        ReportComparison comparison;
        try {
            comparison = ReportComparison.of(old, now, repertoire.families());
        } catch (IllegalArgumentException e) {
            throw new UserError("%s, %s: %s".formatted(before, after, e.getMessage()));
        }
        comparison.differences().forEach(line -> out.print(line + "\n"));
        int differences = comparison.differences().size();
        out.print(
                "%s alike; %s\n"
                        .formatted(
                                Figures.count(comparison.alike(), "mechanism"),
                                Figures.count(differences, "difference")));
        out.flush();
        return comparison.differences().isEmpty()
                ? ExitStatus.AS_DECLARED
                : ExitStatus.NOT_AS_DECLARED;
    }

    private static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UserError(file + ": expected a file of check --json, found none to read");
        } catch (JacksonException e) {
            throw new UserError(file + ": expected JSON: " + e.getOriginalMessage());
        }
    }
}

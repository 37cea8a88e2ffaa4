package dev.fracas.checkers.peers;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that runs SPIN and our engine on the same models, one row after the other. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description = "Compares counts, speed and memory with SPIN on the same models.",
        exitCodeOnExecutionException = 2,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no row's counts differ",
            "1:a row's counts differ, or a tool found an error in a model",
            "2:the comparison could not be made"
        })
public final class Peers implements Callable<Integer> {
    private static final int AGREED = 0;
    private static final int DISAGREED = 1;
    private static final int NOT_MADE = 2;

    private final OurSide ours;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "The Promela files (default: ${DEFAULT-VALUE}).")
    private Path models = Path.of("checkers", "peers", "models");

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the figures to this file too.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--rows",
            paramLabel = "REGEX",
            description = "Only rows whose names hold a match, such as 'mcs-tso' or 'n3'.")
    private Pattern names = Pattern.compile("");

    @Option(names = "--quick", description = "Only rows of at most three cores.")
    private boolean quick;

    @Option(names = "--list", description = "Print the rows' names and run nothing.")
    private boolean list;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Our worker threads; SPIN has one (default: ${DEFAULT-VALUE}).")
    private int workers = 2;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "The most that either may take for a row (default: ${DEFAULT-VALUE}).")
    private long seconds = 600;

    @Option(
            names = "--megabytes",
            paramLabel = "N",
            description = "The most memory SPIN may take for a row (default: ${DEFAULT-VALUE}).")
    private int megabytes = 12_288;

    /** Compares SPIN with this engine. */
    public Peers(OurSide ours) {
        this.ours = ours;
    }

    /** Starts the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Peers(new EngineSide())).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<PeerRow> rows = rows();
        if (rows.isEmpty()) {
            err.println("No row's name holds a match of '" + names + "'.");
            return NOT_MADE;
        }
        if (list) {
            rows.forEach(row -> out.println(row.name()));
            return AGREED;
        }
        if (!SpinInstallation.present()) {
            err.println("SPIN is not here: install Debian's packages spin and gcc.");
            return NOT_MADE;
        }
        List<PeerComparison> compared = compare(rows, err);
        PeerTable table = new PeerTable(SpinInstallation.version(), workers, compared);
        out.print(table.markdown());
        out.flush();
        if (json.isPresent()) {
            Files.writeString(json.get(), PeerJson.of(table));
        }
        return compared.stream().anyMatch(PeerComparison::isWrong) ? DISAGREED : AGREED;
    }

    private List<PeerRow> rows() {
        return PeerRows.all().stream()
                .filter(quick ? PeerRows.quick() : row -> true)
                .filter(PeerRows.named(names))
                .toList();
    }

    private List<PeerComparison> compare(List<PeerRow> rows, PrintWriter progress)
            throws IOException, InterruptedException {
        Duration limit = Duration.ofSeconds(seconds);
        SpinRun spin = new SpinRun(models, limit, megabytes);
        List<PeerComparison> compared = new ArrayList<>();
        for (PeerRow row : rows) {
            progress.println(
                    row.name() + " (" + (compared.size() + 1) + " of " + rows.size() + ")");
            progress.flush();
            SpinOutcome theirs = spin.explore(row);
            OurOutcome our = ours.explore(row, workers, limit);
            compared.add(new PeerComparison(row, theirs, our));
        }
        return compared;
    }
}

package dev.fracas.checkers.cli;

import dev.fracas.checkers.check.ExhaustiveShortestTrace;
import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.itf.TraceFile;
import dev.fracas.counterexamples.minimization.Minimized;
import dev.fracas.counterexamples.minimization.Minimizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fracas minimize}: shrinks the machine and the schedule of a trace. */
@Command(
        name = "minimize",
        mixinStandardHelpOptions = true,
        version = Fracas.VERSION,
        sortOptions = false,
        description = {
            "Shrinks a trace: fewer cores, fewer rounds, a smaller store buffer; then fewer steps; then"
                    + " fewer context switches. Every candidate is replayed.",
            "Says whether the result is proved shortest."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the smallest trace found is written",
            "3:the same, but a bound or Ctrl-C cut a search short: it may still shrink",
            "2:the file is no trace that replays, or cannot be written; one line says why"
        })
final class MinimizeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TRACE", description = "A trace file, NAME.itf.json.")
    private Path trace = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write. Default: NAME.min.itf.json beside the trace.")
    private Optional<Path> output = Optional.empty();

    @Mixin private SearchOptions search = new SearchOptions();

    private final PrintWriter out;
    private final ProgressDisplay display;
    private final Catalogue catalogue;
    private final StopSignal stop;
    private final AtomicReference<String> cutBy = new AtomicReference<>("");

    MinimizeCommand(PrintWriter out, PrintWriter err, Catalogue catalogue, StopSignal stop) {
        this.out = out;
        this.display = ProgressDisplay.on(err);
        this.catalogue = catalogue;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        TraceInput input = new TraceInput(trace, catalogue);
        Replay replay = input.replay();
        if (!replay.isConfirmed()) {
            throw new UserError(input.mismatch(replay));
        }
        Minimized minimized = minimize(replay);
        Replay shrunk = Replay.of(noted(replay.trace(), minimized.trace()), catalogue);
        Path file = output.orElseGet(this::besideTrace);
        write(file, shrunk);
        out.println(shrunk.headline());
        out.println(minimized.explanation());
        out.printf("%d candidates tried; written to %s%n", minimized.candidatesTried(), file);
        boolean cut = !cutBy.get().isEmpty();
        if (cut) {
            out.printf("INCOMPLETE: a search was cut by %s; it may still shrink%n", cutBy.get());
        }
        out.flush();
        return cut ? ExitStatus.INCOMPLETE : ExitStatus.AS_DECLARED;
    }

    /** The small trace, which says as well how the first was found, and from which seed. */
    private static Trace noted(Trace first, Trace small) {
        if (first.note().isEmpty() || first.note().endsWith(small.note())) {
            return first.note().isEmpty() ? small : small.withNote(first.note());
        }
        return small.withNote(first.note() + "; " + small.note());
    }

    private Minimized minimize(Replay replay) {
        display.begin("minimize");
        try {
            ExhaustiveShortestTrace shortest =
                    new ExhaustiveShortestTrace(
                            search.explorer().telling(display).stoppedBy(stop), catalogue, cutBy);
            return new Minimizer(catalogue, shortest).minimize(replay.trace());
        } finally {
            display.end();
        }
    }

    private Path besideTrace() {
        String name = String.valueOf(trace.getFileName());
        String stem =
                name.endsWith(TraceFile.SUFFIX)
                        ? name.substring(0, name.length() - TraceFile.SUFFIX.length())
                        : name;
        return trace.resolveSibling(stem + ".min" + TraceFile.SUFFIX);
    }

    private static void write(Path file, Replay replay) {
        try {
            TraceFile.write(file, replay);
        } catch (IOException e) {
            throw new UserError("cannot write " + file);
        }
    }
}

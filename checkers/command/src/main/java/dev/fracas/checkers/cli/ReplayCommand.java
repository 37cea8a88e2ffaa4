package dev.fracas.checkers.cli;

import dev.fracas.checkers.check.CompleteRun;
import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.report.CostSummary;
import dev.fracas.checkers.report.ReadingsTable;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.rendering.MermaidRendering;
import dev.fracas.counterexamples.rendering.TextRendering;
import dev.fracas.model.Step;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.timing.Estimate;
import dev.fracas.model.timing.Estimator;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fracas replay}: executes a trace again, compares and shows it. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        version = Fracas.VERSION,
        sortOptions = false,
        description = {
            "Executes a trace again, compares each state with the one recorded, and shows it.",
            "A trace that does not replay is shown as far as it goes.",
            "Below a complete run stand the shortest complete runs of all its"
                    + " readings, side by side."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the trace replays",
            "2:it does not: no trace file, a truncated or edited one, or one for another model; one"
                    + " line names the file, the place and what was expected there"
        })
final class ReplayCommand implements Callable<Integer> {
    /** How to show a trace. */
    enum Format {
        TEXT,
        MERMAID
    }

    @Parameters(paramLabel = "TRACE", description = "A trace file, NAME.itf.json.")
    private Path trace = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "text|mermaid",
            description =
                    "A table with a column for each core and the cost in cycles, or a Mermaid sequence"
                            + " diagram. Default: text.")
    private Format format = Format.TEXT;

    @Option(
            names = "--hardware",
            paramLabel = "MODEL",
            description =
                    "Where memory lies, for the cost: separated, shared or fully-shared. Default:"
                            + " separated.")
    private HardwareModel hardware = HardwareModel.SEPARATED;

    @Option(
            names = "--processors",
            paramLabel = "PAIR",
            description =
                    "Whose latencies: big (Xeon Gold and ThunderX2) or small (E5-2620 and"
                            + " Cortex-A72). Default: big.")
    private CorePair processors = CorePair.DEFAULT;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description =
                    "How long to look for the shortest complete run of each reading, for example 30s"
                            + " or 5m. Default: 20s.")
    private Duration timeout = Duration.ofSeconds(20);

    private final PrintWriter out;
    private final Repertoire repertoire;
    private final StopSignal stop;

    ReplayCommand(PrintWriter out, Repertoire repertoire, StopSignal stop) {
        this.out = out;
        this.repertoire = repertoire;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        TraceInput input = new TraceInput(trace, repertoire.catalogue());
        Replay replay = input.replay();
        out.print(
                switch (format) {
                    case TEXT -> text(replay);
                    case MERMAID -> MermaidRendering.of(replay);
                });
        out.flush();
        if (!replay.isConfirmed()) {
            throw new UserError(input.mismatch(replay));
        }
        return ExitStatus.AS_DECLARED;
    }

    private String text(Replay replay) {
        Optional<Machine> costed = replay.execution().machine();
        if (costed.isEmpty()) {
            return TextRendering.of(replay).text();
        }
        Machine machine = costed.get();
        List<Step> executed = replay.trace().steps().subList(0, replay.execution().length());
        Estimate estimate =
                new Estimator(machine, hardware, LatencyTable.of(processors)).estimate(executed);
        return TextRendering.of(replay).withEstimate(estimate).text()
                + CostSummary.of(estimate, machine, assumed())
                + readings(replay);
    }

    private String assumed() {
        return hardware.id() + ", " + processors;
    }

    /** The readings side by side, below a complete run of one of them. */
    private String readings(Replay replay) {
        MachineDescription machine = replay.trace().machine();
        List<Mechanism> readings = repertoire.families().readingsOf(machine.mechanism());
        if (readings.isEmpty() || !replay.isConfirmed() || !replay.execution().isComplete()) {
            return "";
        }
        Explorer explorer =
                Explorer.unbounded().within(Bounds.none().withTimeout(timeout)).stoppedBy(stop);
        List<CompleteRun> runs =
                readings.stream()
                        .flatMap(reading ->
                                CompleteRun.search(
                                        reading,
                                        withMemoryOf(machine, reading.ground().usual()),
                                        explorer,
                                        hardware,
                                        LatencyTable.of(processors))
                                        .stream())
                        .toList();
        return runs.isEmpty()
                ? ""
                : "\n" + ReadingsTable.of(readings.getFirst().name(), runs, assumed());
    }

    /** Every reading as it is without defects, on the memory that the trace is for. */
    private static MachineDescription withMemoryOf(
            MachineDescription trace, MachineDescription own) {
        return own.withMemory(trace.memory()).withExclusives(trace.exclusives());
    }
}

package dev.fracas.checkers.cli;

import dev.fracas.checkers.report.CostSummary;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.rendering.MermaidRendering;
import dev.fracas.counterexamples.rendering.TextRendering;
import dev.fracas.model.Step;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.timing.Estimate;
import dev.fracas.model.timing.Estimator;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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
            "A trace that does not replay is shown as far as it goes."
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

    private final PrintWriter out;

    ReplayCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        TraceInput input = new TraceInput(trace);
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
        Machine machine = replay.execution().machine();
        List<Step> executed = replay.trace().steps().subList(0, replay.execution().length());
        Estimate estimate =
                new Estimator(machine, hardware, LatencyTable.of(processors)).estimate(executed);
        return TextRendering.of(replay).withEstimate(estimate).text()
                + CostSummary.of(estimate, machine, hardware.id() + ", " + processors);
    }
}

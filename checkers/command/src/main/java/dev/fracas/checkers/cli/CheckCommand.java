package dev.fracas.checkers.cli;

import dev.fracas.checkers.check.Checker;
import dev.fracas.checkers.check.Report;
import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.report.Checked;
import dev.fracas.checkers.report.Closing;
import dev.fracas.checkers.report.CostTable;
import dev.fracas.checkers.report.DetailBlock;
import dev.fracas.checkers.report.Findings;
import dev.fracas.checkers.report.MechanismTable;
import dev.fracas.checkers.report.Opening;
import dev.fracas.checkers.report.Plan;
import dev.fracas.model.mechanism.Family;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fracas check}: explores, judges and costs. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        version = Fracas.VERSION,
        sortOptions = false,
        description = {
            "Explores every interleaving of mechanisms on a machine and judges what they promise.",
            "HOLDS: within the bounds named in the report. VIOLATED: with a trace that was replayed."
                    + " INCOMPLETE: cut short by a bound or an interrupt. A violation that a mechanism"
                    + " declares of itself is as declared, and has to be found."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:everything is as declared",
            "1:a promise is violated (with --defect always), or a declared violation was not found",
            "2:the command line is wrong; one line says why",
            "3:incomplete: a bound or Ctrl-C cut it short, and nothing above was found"
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin private SelectionOptions selected = new SelectionOptions();

    @Mixin private MachineOptions machine = new MachineOptions();

    @Option(
            names = "--hardware",
            paramLabel = "MODEL",
            split = ",",
            description =
                    "Where memory lies, for the estimates: separated, shared, fully-shared. Default:"
                            + " all three.")
    private List<HardwareModel> hardware = new ArrayList<>();

    @Option(
            names = "--processors",
            paramLabel = "PAIR",
            description =
                    "Whose latencies: big (Xeon Gold and ThunderX2) or small (E5-2620 and"
                            + " Cortex-A72). Default: big.")
    private CorePair processors = CorePair.DEFAULT;

    @Mixin private SearchOptions search = new SearchOptions();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the results to this file, also when something is violated or cut.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--traces",
            paramLabel = "DIR",
            description =
                    "Write each counterexample to DIR/MECHANISM[-DEFECT]-PROPERTY.itf.json, for fracas"
                            + " replay and fracas minimize; also the shortest complete run of each"
                            + " mechanism that promises one.")
    private Optional<Path> traces = Optional.empty();

    private final PrintWriter out;
    private final Repertoire repertoire;
    private final StopSignal stop;
    private final ProgressDisplay display;
    private final List<Checked> all = new ArrayList<>();

    CheckCommand(PrintWriter out, PrintWriter err, Repertoire repertoire, StopSignal stop) {
        this.out = out;
        this.repertoire = repertoire;
        this.stop = stop;
        this.display = ProgressDisplay.on(err);
    }

    @Override
    public Integer call() {
        long started = System.nanoTime();
        Selection selection = selected.of(repertoire);
        Plan plan = selection.plan(machine, checker(), processors);
        ReportFiles files = ReportFiles.of(json, traces);
        print(Opening.of(plan) + "\n");
        try {
            checkAll(plan, files);
        } finally {
            display.end();
            files.writeJson(all);
        }
        if (!plan.inDetail() && !all.isEmpty()) {
            printBelow(CostTable.all(all, plan.processors()));
            Findings findings = new Findings(plan.checker());
            all.forEach(checked -> printBelow(findings.surprises(checked)));
        }
        printBelow(Findings.knownLacks(all));
        printBelow(Findings.witnesses(all));
        printBelow(Findings.open(all));
        selection
                .selectedDefect()
                .ifPresent(d ->
                        all.forEach(checked -> printBelow(Findings.defect(checked.report(), d))));
        List<String> notBegun =
                plan.subjects().stream()
                        .skip(all.size())
                        .map(subject -> subject.mechanism().id())
                        .toList();
        if (!notBegun.isEmpty()) {
            printBelow("INCOMPLETE, not begun: " + String.join(", ", notBegun) + "\n");
        }
        if (stop.isGiven()) {
            printBelow("Stopped by %s.\n".formatted(stop.reason()));
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        print("\n" + Closing.of(all, plan, seconds) + "\n");
        return status(plan);
    }

    private Checker checker() {
        Checker checker =
                new Checker(
                        search.explorer().telling(display).stoppedBy(stop),
                        hardware.isEmpty() ? List.of(HardwareModel.values()) : hardware,
                        LatencyTable.of(processors));
        return traces.isPresent() ? checker.keepingWitnesses() : checker;
    }

    private void checkAll(Plan plan, ReportFiles files) {
        for (Map.Entry<Family, List<Plan.Subject>> each : plan.byFamily().entrySet()) {
            if (stop.isGiven()) {
                return;
            }
            MechanismTable table = new MechanismTable(each.getKey(), each.getValue());
            if (!plan.inDetail()) {
                print((all.isEmpty() ? "" : "\n") + table.header() + "\n");
            }
            for (Plan.Subject subject : each.getValue()) {
                if (!stop.isGiven()) {
                    Checked checked = check(plan, subject, files);
                    all.add(checked);
                    print(plan.inDetail() ? detail(plan, checked) : table.row(checked) + "\n");
                }
            }
        }
    }

    private String detail(Plan plan, Checked checked) {
        String surprises = new Findings(plan.checker()).surprises(checked);
        return (all.size() == 1 ? "" : "\n")
                + DetailBlock.of(checked, plan.processors())
                + (surprises.isEmpty() ? "" : "\n" + surprises);
    }

    private Checked check(Plan plan, Plan.Subject subject, ReportFiles files) {
        long started = System.nanoTime();
        display.begin(subject.mechanism().id());
        Report report = plan.checker().check(subject.mechanism(), subject.machine());
        display.end();
        double seconds = (System.nanoTime() - started) / 1e9;
        return new Checked(report, seconds, files.writeTraces(report));
    }

    private int status(Plan plan) {
        boolean cut =
                all.size() < plan.subjects().size()
                        || all.stream().anyMatch(checked -> checked.report().isIncomplete());
        if (all.stream().anyMatch(checked -> checked.report().isSurprising())) {
            return ExitStatus.NOT_AS_DECLARED;
        }
        if (cut) {
            return ExitStatus.INCOMPLETE;
        }
        return selected.hasDefect() ? ExitStatus.NOT_AS_DECLARED : ExitStatus.AS_DECLARED;
    }

    private void printBelow(String text) {
        if (!text.isEmpty()) {
            print("\n" + text);
        }
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}

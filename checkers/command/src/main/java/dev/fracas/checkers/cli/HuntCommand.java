package dev.fracas.checkers.cli;

import dev.fracas.checkers.check.Checker;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.checkers.hunt.HuntReport;
import dev.fracas.checkers.hunt.Hunter;
import dev.fracas.checkers.hunt.Shrinking;
import dev.fracas.checkers.hunt.WorkloadCheck;
import dev.fracas.checkers.hunt.WorkloadHunt;
import dev.fracas.checkers.report.HuntClosing;
import dev.fracas.checkers.report.HuntDetail;
import dev.fracas.checkers.report.HuntFindings;
import dev.fracas.checkers.report.HuntJson;
import dev.fracas.checkers.report.HuntOpening;
import dev.fracas.checkers.report.HuntTable;
import dev.fracas.checkers.report.Hunted;
import dev.fracas.checkers.report.Plan;
import dev.fracas.generators.WorkloadSource;
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Reading;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fracas hunt}: random runs past the bounds of a check. */
@Command(
        name = "hunt",
        mixinStandardHelpOptions = true,
        version = Fracas.VERSION,
        sortOptions = false,
        description = {
            "Makes random runs of mechanisms and judges every step, past the bounds of fracas check.",
            "VIOLATED: with a trace that was replayed and made as small as it gets. A hunt never says"
                    + " that a property holds. Of leads-to it finds fair cycles that a run happens to"
                    + " close, of up to 4096 steps."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing was found that is not declared, which proves nothing",
            "1:a promise is violated; so is a defect that is caught",
            "2:the command line is wrong; one line says why",
            "3:Ctrl-C cut it short or the time was too short for a single run, and nothing above was"
                    + " found"
        })
final class HuntCommand implements Callable<Integer> {
    @Mixin private SelectionOptions selected = new SelectionOptions();

    @Mixin private MachineOptions machine = new MachineOptions();

    @Mixin private HuntOptions how = new HuntOptions();

    @Mixin private WorkloadOptions workloads = new WorkloadOptions();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "Write the results to this file, without times: the same hunt with the same"
                            + " --traces writes the same bytes.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--traces",
            paramLabel = "DIR",
            description =
                    "Write a trace of each violation to DIR/MECHANISM[-DEFECT]-PROPERTY.itf.json, for"
                            + " fracas replay.")
    private Optional<Path> traces = Optional.empty();

    private final PrintWriter out;
    private final Repertoire repertoire;
    private final StopSignal stop;
    private final ProgressDisplay display;
    private final List<Hunted> all = new ArrayList<>();

    HuntCommand(PrintWriter out, PrintWriter err, Repertoire repertoire, StopSignal stop) {
        this.out = out;
        this.repertoire = repertoire;
        this.stop = stop;
        this.display = ProgressDisplay.on(err);
    }

    @Override
    public Integer call() {
        Optional<Integer> drawn = workloads.number();
        return drawn.isPresent() ? huntDrawn(drawn.get()) : huntSelected();
    }

    private int huntDrawn(int number) {
        selected.defect().ifPresent(repertoire::flaw);
        Hunter hunter = how.hunter(WorkloadCheck.RUNS).telling(display::hunting).stoppedBy(stop);
        ReportFiles files = ReportFiles.of(json, traces);
        WorkloadHuntReport report = new WorkloadHuntReport(new HuntFindings(checker()));
        boolean cut = false;
        try {
            for (Drawing drawing : drawings()) {
                long started = System.nanoTime();
                print(
                        WorkloadHuntReport.opening(
                                drawing.toString(),
                                workloads.size(),
                                number,
                                HuntOpening.how(hunter)));
                List<String> drawn =
                        drawing.source.drawn(
                                drawing.reading, workloads.size(), number, hunter.seed());
                WorkloadHunt.Result result =
                        new WorkloadHunt(
                                        hunter,
                                        repertoire.families(),
                                        drawing.source::smaller,
                                        this::machine,
                                        stop,
                                        display::begin)
                                .over(drawn);
                display.end();
                for (WorkloadHunt.Found found : result.found()) {
                    Hunted small = new Hunted(found.small(), files.writeTraces(found.small()));
                    all.add(small);
                    print(report.found(found, small, result));
                }
                double seconds = (System.nanoTime() - started) / 1e9;
                printBelow(WorkloadHuntReport.closing(result, number, seconds) + "\n");
                if (stop.isGiven()) {
                    printBelow("Stopped by %s.\n".formatted(stop.reason()));
                }
                cut |= result.workloads() < number;
            }
        } finally {
            display.end();
            files.writeJson(HuntJson.of(all, hunter));
        }
        if (!all.isEmpty()) {
            return ExitStatus.NOT_AS_DECLARED;
        }
        return cut ? ExitStatus.INCOMPLETE : ExitStatus.AS_DECLARED;
    }

    /** Workloads of a family in one reading. */
    private record Drawing(WorkloadSource source, Optional<Reading> reading) {
        @Override
        public String toString() {
            return source.family() + reading.map(r -> "@" + r.id()).orElse("");
        }
    }

    /** Of every family that has workloads to draw, the readings asked for, or the usual one. */
    private List<Drawing> drawings() {
        List<Reading> asked = selected.ofWorkloads();
        List<Drawing> drawings = new ArrayList<>();
        for (WorkloadSource source : repertoire.sources()) {
            if (asked.isEmpty()) {
                drawings.add(new Drawing(source, source.readings().stream().findFirst()));
            }
            asked.stream()
                    .filter(source.readings()::contains)
                    .forEach(reading -> drawings.add(new Drawing(source, Optional.of(reading))));
        }
        if (drawings.isEmpty()) {
            throw new UserError("--workloads: there are none to draw in what was asked for");
        }
        return drawings;
    }

    /** A workload's own, with the defect and the memory that are asked for. */
    private MachineDescription machine(Mechanism workload) {
        MachineDescription own =
                selected.defect()
                        .map(name -> Selection.withDefect(workload, name))
                        .orElseGet(workload.ground()::usual);
        return machine.over(workload.ground(), own);
    }

    private int huntSelected() {
        Hunter hunter = how.hunter().telling(display::hunting).stoppedBy(stop);
        Selection selection = selected.of(repertoire);
        Plan plan = withLongRuns(selection.plan(machine, checker(), CorePair.DEFAULT));
        ReportFiles files = ReportFiles.of(json, traces);
        print(HuntOpening.of(plan, hunter) + "\n");
        try {
            huntAll(plan, hunter, files);
        } finally {
            display.end();
            files.writeJson(HuntJson.of(all, hunter));
        }
        if (!plan.inDetail()) {
            HuntFindings findings = new HuntFindings(plan.checker());
            all.forEach(hunted -> printBelow(findings.surprises(hunted)));
        }
        printBelow(HuntFindings.knownLacks(all));
        printBelow(HuntFindings.notFound(all));
        printBelow(HuntFindings.notShown(all));
        selection
                .selectedDefect()
                .ifPresent(d -> all.forEach(h -> printBelow(HuntFindings.defect(h.report(), d))));
        if (stop.isGiven()) {
            printBelow("Stopped by %s.\n".formatted(stop.reason()));
        }
        print("\n" + HuntClosing.of(all, plan) + "\n");
        return status(plan);
    }

    /** What of a check a hunt has use for: what runs are costed on. */
    private static Checker checker() {
        return new Checker(
                Explorer.unbounded(),
                List.of(HardwareModel.values()),
                LatencyTable.of(CorePair.DEFAULT));
    }

    /**
     * What goes on any machine runs as many rounds as it can, unless the command line says how
     * many.
     */
    private Plan withLongRuns(Plan plan) {
        return machine.sayRounds() ? plan : plan.with(HuntCommand::longest);
    }

    private static Plan.Subject longest(Plan.Subject subject) {
        return subject.mechanism().ground() instanceof Ground.AnyMachine
                ? subject.on(subject.machine().withRounds(MachineDescription.MOST_ROUNDS))
                : subject;
    }

    private void huntAll(Plan plan, Hunter hunter, ReportFiles files) {
        HuntTable table = new HuntTable(plan);
        if (!plan.inDetail()) {
            print(table.header() + "\n");
        }
        for (Plan.Subject subject : plan.subjects()) {
            if (stop.isGiven()) {
                return;
            }
            Hunted hunted = hunt(hunter, subject, files);
            all.add(hunted);
            if (plan.inDetail()) {
                print(detail(plan, hunted));
            } else {
                print(table.row(hunted) + "\n");
            }
        }
    }

    private Hunted hunt(Hunter hunter, Plan.Subject subject, ReportFiles files) {
        display.begin(subject.mechanism().id());
        HuntReport found = hunter.hunt(subject.mechanism(), subject.machine());
        display.end();
        Shrinking shrinking = new Shrinking(repertoire.catalogue(), Shrinking.DEFAULT_STATES, stop);
        HuntReport report = shrinking.of(found);
        return new Hunted(report, files.writeTraces(report));
    }

    private String detail(Plan plan, Hunted hunted) {
        String surprises = new HuntFindings(plan.checker()).surprises(hunted);
        return (all.size() == 1 ? "" : "\n")
                + HuntDetail.of(hunted)
                + (surprises.isEmpty() ? "" : "\n" + surprises);
    }

    private int status(Plan plan) {
        if (all.stream().anyMatch(hunted -> hunted.report().isSurprising())) {
            return ExitStatus.NOT_AS_DECLARED;
        }
        boolean cut =
                all.size() < plan.subjects().size()
                        || all.stream().anyMatch(hunted -> hunted.report().isStopped())
                        || all.stream().anyMatch(hunted -> hunted.report().runs() == 0);
        return cut ? ExitStatus.INCOMPLETE : ExitStatus.AS_DECLARED;
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

package dev.fracas.checkers.cli;

import dev.fracas.checkers.check.Checker;
import dev.fracas.checkers.check.ExhaustiveShortestTrace;
import dev.fracas.checkers.check.PropertyVerdict;
import dev.fracas.checkers.check.Report;
import dev.fracas.checkers.cli.Repertoire.Flaw;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.checkers.explore.StopSignal;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.itf.TraceFile;
import dev.fracas.counterexamples.minimization.Minimized;
import dev.fracas.counterexamples.minimization.Minimizer;
import dev.fracas.model.MachineDescription;
import dev.fracas.model.Promise;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.LatencyTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fracas corpus}: writes the minimized trace of every defect, and the table of them. */
@Command(
        name = "corpus",
        hidden = true,
        mixinStandardHelpOptions = true,
        version = Fracas.VERSION,
        description =
                "Writes the minimized trace of every defect to DIR/DEFECT.itf.json, and a README.md.")
final class CorpusCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The directory, counterexamples/corpus.")
    private Path directory = Path.of("");

    private final PrintWriter out;
    private final Explorer explorer;

    CorpusCommand(PrintWriter out, StopSignal stop) {
        this.out = out;
        this.explorer = Explorer.unbounded().stoppedBy(stop);
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(directory);
        CorpusReadme readme = new CorpusReadme();
        for (Flaw flaw : Repertoire.flaws()) {
            Optional<Minimized> minimized = minimized(flaw);
            if (minimized.isPresent()) {
                Replay replay = Replay.of(minimized.get().trace(), Repertoire.catalogue());
                TraceFile.write(directory.resolve(flaw.defect().name() + TraceFile.SUFFIX), replay);
            }
            readme.add(flaw, minimized);
            out.println(
                    flaw.defect().name()
                            + ": "
                            + minimized.map(Minimized::explanation).orElse("no run to show"));
            out.flush();
        }
        Files.writeString(directory.resolve("README.md"), readme.text());
        return ExitStatus.AS_DECLARED;
    }

    private Optional<Minimized> minimized(Flaw flaw) {
        MachineDescription machine = flaw.defect().exposedBy();
        Promise promise =
                flaw.mechanism().promises(machine).stream()
                        .filter(p -> p.property().equals(flaw.defect().violates()))
                        .findFirst()
                        .orElseThrow();
        Report report =
                new Checker(explorer, List.of(), LatencyTable.of(CorePair.DEFAULT))
                        .check(flaw.mechanism(), boundedForm(machine));
        Minimizer minimizer =
                new Minimizer(
                        Repertoire.catalogue(),
                        new ExhaustiveShortestTrace(explorer, Repertoire.catalogue()));
        return report.properties().stream()
                .filter(p -> p.id().equals(promise.property().id()))
                .findFirst()
                .flatMap(PropertyVerdict::counterexample)
                .map(replay -> minimizer.minimize(replay.trace()));
    }

    private static MachineDescription boundedForm(MachineDescription machine) {
        return machine.isEndless() ? machine.withRounds(Repertoire.ROUNDS) : machine;
    }
}

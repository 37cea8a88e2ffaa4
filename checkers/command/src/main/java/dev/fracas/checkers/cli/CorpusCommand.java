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
import dev.fracas.model.mechanism.Ground;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.mechanism.Mechanism;
import dev.fracas.model.mechanism.Promise;
import dev.fracas.model.mechanism.Reading;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fracas corpus}: writes the minimized trace of every defect, the table of them, and what is
 * known to be wrong with one reading.
 */
@Command(
        name = "corpus",
        hidden = true,
        mixinStandardHelpOptions = true,
        version = Fracas.VERSION,
        description =
                "Writes the minimized trace of every defect to DIR/DEFECT.itf.json, a README.md, and the"
                        + " trace of every known lack of a mechanism in one reading to DIR/READING.")
final class CorpusCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The directory, counterexamples/corpus.")
    private Path directory = Path.of("");

    @Option(
            names = "--lacks",
            paramLabel = "READING",
            description = "The reading whose known lacks are written. Default: released.")
    private Reading reading = Reading.RELEASED;

    private final PrintWriter out;
    private final Repertoire repertoire;
    private final Explorer explorer;

    CorpusCommand(PrintWriter out, Repertoire repertoire, StopSignal stop) {
        this.out = out;
        this.repertoire = repertoire;
        this.explorer = Explorer.unbounded().stoppedBy(stop);
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(directory);
        CorpusReadme readme = new CorpusReadme();
        for (Flaw flaw : repertoire.flaws()) {
            Optional<Minimized> minimized = minimized(flaw);
            write(directory.resolve(flaw.defect().name() + TraceFile.SUFFIX), minimized);
            readme.add(flaw, minimized);
        }
        Files.writeString(directory.resolve("README.md"), readme.text());
        Path lacks = Files.createDirectories(directory.resolve(reading.id()));
        for (Mechanism mechanism : repertoire.mechanisms()) {
            if (mechanism.reading().equals(Optional.of(reading))) {
                writeLacks(mechanism, lacks);
            }
        }
        return ExitStatus.AS_DECLARED;
    }

    /** Writes a trace of each violation that a mechanism declares of itself. */
    private void writeLacks(Mechanism mechanism, Path folder) throws IOException {
        MachineDescription machine = mechanism.ground().usual();
        List<Promise> lacks = mechanism.promises(machine).stream().filter(p -> !p.keeps()).toList();
        if (lacks.isEmpty()) {
            return;
        }
        Report report = check(mechanism, machine);
        for (Promise lack : lacks) {
            String id = lack.property().id();
            String name = mechanism.id() + "-" + id + TraceFile.SUFFIX;
            write(folder.resolve(name), minimized(report, id));
        }
    }

    private void write(Path file, Optional<Minimized> minimized) throws IOException {
        if (minimized.isPresent()) {
            Replay replay = Replay.of(minimized.get().trace(), repertoire.catalogue());
            TraceFile.write(file, replay);
        }
        String name = String.valueOf(file.getFileName()).replace(TraceFile.SUFFIX, "");
        out.println(name + ": " + minimized.map(Minimized::explanation).orElse("no run to show"));
        out.flush();
    }

    private Optional<Minimized> minimized(Flaw flaw) {
        MachineDescription machine = flaw.defect().exposedBy();
        return minimized(
                check(flaw.mechanism(), boundedForm(machine)), flaw.defect().violates().id());
    }

    private Report check(Mechanism mechanism, MachineDescription machine) {
        return new Checker(explorer, List.of(), LatencyTable.of(CorePair.DEFAULT))
                .check(mechanism, machine);
    }

    /** The counterexample to the property of that id, as small as it gets. */
    private Optional<Minimized> minimized(Report report, String property) {
        Minimizer minimizer =
                new Minimizer(
                        repertoire.catalogue(),
                        new ExhaustiveShortestTrace(explorer, repertoire.catalogue()));
        return report.properties().stream()
                .filter(p -> p.id().equals(property))
                .findFirst()
                .flatMap(PropertyVerdict::counterexample)
                .map(replay -> minimizer.minimize(replay.trace()));
    }

    private static MachineDescription boundedForm(MachineDescription machine) {
        return machine.isEndless() ? machine.withRounds(Ground.AnyMachine.ROUNDS) : machine;
    }
}

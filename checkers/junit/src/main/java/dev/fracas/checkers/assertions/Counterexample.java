package dev.fracas.checkers.assertions;

import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.itf.TraceFile;
import dev.fracas.counterexamples.rendering.TextRendering;
import dev.fracas.model.Step;
import dev.fracas.model.machine.Exclusives;
import dev.fracas.model.mechanism.MachineDescription;
import dev.fracas.model.timing.Estimator;
import dev.fracas.spec.Isa;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a failure shows a trace: what is violated, the run with a column for each core, the file that
 * the trace was written to, and how to replay it.
 */
final class Counterexample {
    /** Where traces are written: {@code -Dfracas.counterexamples=FOLDER}. */
    static final String FOLDER_PROPERTY = "fracas.counterexamples";

    private static final String FOLDER = "target/counterexamples";

    private Counterexample() {}

    /** Writes the trace and tells all of it. */
    static String text(Replay replay) {
        Path file = write(replay);
        return "%s: %s VIOLATED: %s\n%s\n%s"
                .formatted(
                        replay.trace().machine().mechanism(),
                        replay.property().id(),
                        replay.property().sentence(),
                        rendered(replay),
                        advice(replay.trace(), file));
    }

    /** The run and what each step cost on the paper's hardware, where all of it was executed. */
    static String rendered(Replay replay) {
        TextRendering rendering = TextRendering.of(replay);
        List<Step> executed = replay.trace().steps().subList(0, replay.execution().length());
        return replay.execution()
                .machine()
                .map(machine ->
                        new Estimator(
                                        machine,
                                        HardwareModel.SEPARATED,
                                        LatencyTable.of(CorePair.DEFAULT))
                                .estimate(executed))
                .map(rendering::withEstimate)
                .orElse(rendering)
                .text();
    }

    /**
     * What replays the trace. The fracas command is named only where it does: it knows no lock of a
     * test suite.
     */
    private static String advice(Trace trace, Path file) {
        String slashed = asWritten(file);
        if (KnownMechanisms.replay(trace)) {
            return "replay: fracas replay " + slashed + "\n";
        }
        return """
        trace:  %s
        replay: a test method @Replay("%s") that returns this mechanism;
                the fracas command does not know %s
        """
                .formatted(slashed, slashed, trace.machine().mechanism());
    }

    /** A file as messages have it, on every system alike. */
    static String asWritten(Path file) {
        return file.toString().replace('\\', '/');
    }

    private static Path write(Replay replay) {
        Path folder = Path.of(System.getProperty(FOLDER_PROPERTY, FOLDER));
        Path file = folder.resolve(TraceFile.nameOf(name(replay.trace())));
        try {
            Files.createDirectories(folder);
            TraceFile.write(file, replay);
            WrittenTraces.add(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the trace " + file, e);
        }
        return file;
    }

    /** One name for each mechanism, property and machine, so that no trace replaces another. */
    private static String name(Trace trace) {
        MachineDescription machine = trace.machine();
        String cores =
                machine.cores().stream().map(Isa::shortName).collect(Collectors.joining("-"));
        String memory = machine.memory().text().replace(":", "").replaceAll("[^a-z0-9]+", "-");
        String exclusives =
                machine.exclusives() == Exclusives.ARCHITECTURAL
                        ? ""
                        : "-" + machine.exclusives().name().toLowerCase(Locale.ROOT);
        return machine.mechanism()
                + machine.defect().map(defect -> "-" + defect).orElse("")
                + "-%s-%s-%s%s-%s"
                        .formatted(
                                trace.property(),
                                cores,
                                memory,
                                exclusives,
                                machine.isEndless() ? "endless" : "rounds" + machine.rounds());
    }
}

package dev.fracas.checkers.cli;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Outcome;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.itf.TraceFile;
import dev.fracas.counterexamples.itf.TraceFormatException;
import java.nio.file.Path;

/**
 * A trace file as an argument of a command.
 *
 * @param catalogue knows the machine and the property that the file names
 */
record TraceInput(Path file, Catalogue catalogue) {
    /**
     * Reads the file and executes its trace.
     *
     * @throws UserError when the file is not a trace, or records other states than a replay finds
     */
    Replay replay() {
        Replay replay;
        try {
            replay = Replay.of(TraceFile.read(file, catalogue), catalogue);
        } catch (TraceFormatException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
        if (replay.outcome() instanceof Outcome.StateDiffers) {
            throw new UserError(mismatch(replay));
        }
        return replay;
    }

    /**
     * Where the file and a replay part, in one line.
     *
     * @param replay one that does not confirm the trace
     */
    String mismatch(Replay replay) {
        return switch (replay.outcome()) {
            case Outcome.StateDiffers d ->
                    at(
                            d.step(),
                            "expected %s to be %s, as a replay finds it, found %s"
                                    .formatted(d.variable(), d.found(), d.recorded()));
            case Outcome.StepNotPossible s ->
                    at(s.step(), "expected a step that is possible: " + s.why());
            case Outcome.NotViolated n ->
                    at(
                            replay.execution().length(),
                            "expected the end of a trace that shows %s: %s"
                                    .formatted(replay.property().id(), n.why()));
            case Outcome.Confirmed c -> at(replay.execution().length(), c.what());
        };
    }

    private String at(int step, String what) {
        return "%s:states[%d]: %s".formatted(file, step, what);
    }
}

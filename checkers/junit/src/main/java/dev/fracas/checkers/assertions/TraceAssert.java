package dev.fracas.checkers.assertions;

import dev.fracas.counterexamples.Catalogue;
import dev.fracas.counterexamples.Replay;
import dev.fracas.counterexamples.Trace;
import dev.fracas.counterexamples.itf.TraceFile;
import dev.fracas.counterexamples.itf.TraceFormatException;
import dev.fracas.model.lock.LockProtocol;
import dev.fracas.model.machine.Machine;
import dev.fracas.model.timing.Estimator;
import dev.fracas.spec.hardware.CorePair;
import dev.fracas.spec.hardware.HardwareModel;
import dev.fracas.spec.hardware.LatencyTable;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on traces. */
public final class TraceAssert extends AbstractAssert<TraceAssert, Object> {
    private final Source source;
    private final Catalogue catalogue;
    private final HardwareModel hardware;
    private final CorePair processors;

    /** Where the steps come from. */
    @FunctionalInterface
    private interface Source {
        Replay replay(Catalogue known) throws TraceFormatException;
    }

    private TraceAssert(
            Object trace,
            Source source,
            Catalogue catalogue,
            HardwareModel hardware,
            CorePair processors) {
        super(trace, TraceAssert.class);
        this.source = source;
        this.catalogue = catalogue;
        this.hardware = hardware;
        this.processors = processors;
    }

    private TraceAssert(Object trace, Source source) {
        this(
                trace,
                source,
                KnownMechanisms.and(List.of()),
                HardwareModel.SEPARATED,
                CorePair.DEFAULT);
    }

    static TraceAssert of(Trace trace) {
        return new TraceAssert(trace, known -> Replay.of(trace, known));
    }

    static TraceAssert of(SavedTrace saved) {
        return new TraceAssert(
                saved, known -> Replay.of(TraceFile.read(saved.file(), known), known));
    }

    /** The trace is one of these, or of a mechanism that Fracas comes with. */
    public TraceAssert of(Model... models) {
        return knowing(KnownMechanisms.and(Arrays.stream(models).map(Model::mechanism).toList()));
    }

    /** The trace is one of that lock, whatever name it has for it. */
    public TraceAssert of(LockProtocol lock) {
        return knowing(new UnnamedLock(lock));
    }

    private TraceAssert knowing(Catalogue other) {
        return new TraceAssert(actual, source, other, hardware, processors);
    }

    /** Costs are those of that hardware; by default separated memory and the big pair. */
    public TraceAssert on(HardwareModel model, CorePair pair) {
        return new TraceAssert(actual, source, catalogue, model, pair);
    }

    /**
     * Every step is possible, every state that was recorded is met again, and the last step shows
     * what the trace says.
     */
    public TraceAssert replays() {
        Replay replay = replay();
        if (!replay.isConfirmed()) {
            throw failure("%s", replay.headline() + "\n\n" + Counterexample.rendered(replay));
        }
        return this;
    }

    /** The trace replays, and its critical path takes no longer than that. */
    public TraceAssert costsAtMost(Cycles most) {
        replays();
        Replay replay = replay();
        Machine machine =
                replay.execution()
                        .machine()
                        .orElseThrow(() -> failure("%s", "the steps of no machine have no cost"));
        long cycles =
                new Estimator(machine, hardware, LatencyTable.of(processors))
                        .estimate(replay.trace().steps())
                        .criticalPath();
        if (cycles > most.count()) {
            throw failure(
                    "%s",
                    "expected at most %s, but the trace costs %s (%s, %s)\n\n%s"
                            .formatted(
                                    most,
                                    new Cycles(cycles),
                                    hardware.id(),
                                    processors,
                                    Counterexample.rendered(replay)));
        }
        return this;
    }

    private Replay replay() {
        try {
            return source.replay(catalogue);
        } catch (TraceFormatException | IllegalArgumentException e) {
            throw failure("%s", e.getMessage());
        }
    }
}

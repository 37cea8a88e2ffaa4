package dev.fracas.checkers.peers;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.Exploration;
import dev.fracas.checkers.explore.Explorer;
import dev.fracas.model.TransitionSystem;
import dev.fracas.model.coherence.MesiBus;
import dev.fracas.spec.Property;
import java.time.Duration;
import java.util.List;

/**
 * The exhaustive engine on a row. What is measured begins at the initial state, as SPIN's clock
 * does once its verifier is compiled; what SPIN leaves to gcc, ours leaves to an unmeasured run
 * before.
 */
public final class EngineSide implements OurSide {
    /** The longest that the unmeasured run may take. */
    static final Duration WARM_UP = Duration.ofSeconds(5);

    /** What to explore and what must hold in every state of it. */
    record Subject(TransitionSystem system, Property<?> property) {
        /**
         * The system that the row describes.
         *
         * @throws IllegalArgumentException if there is no such model
         */
        static Subject of(PeerRow row) {
            return switch (row.bound()) {
                case Bound.Values(int count) ->
                        new Subject(MesiBus.endless(row.cores(), count), PeerProperties.COHERENT);
                case Bound.Cyclic() -> lock(row, 1);
                case Bound.Rounds(int count) -> lock(row, count);
            };
        }

        private static Subject lock(PeerRow row, int rounds) {
            return new Subject(
                    PeerPrograms.machine(row.model(), row.cores(), rounds, row.memory()),
                    PeerProperties.ONE_AT_A_TIME);
        }
    }

    @Override
    public OurOutcome explore(PeerRow row, int workers, Duration timeLimit) {
        Subject subject = Subject.of(row);
        explore(subject, workers, WARM_UP);
        System.gc();
        Exploration whole = explore(subject, workers, timeLimit);
        if (whole.isDecided(subject.property())) {
            return new OurOutcome.Violated(subject.property().id());
        }
        if (!whole.isComplete()) {
            return new OurOutcome.NotFinished(whole.cutBy());
        }
        return new OurOutcome.Finished(
                new Measurement(
                        whole.distinctStates(),
                        whole.transitions(),
                        whole.seconds(),
                        whole.bytesPerState()));
    }

    private static Exploration explore(Subject subject, int workers, Duration timeLimit) {
        return Explorer.unbounded()
                .withWorkers(workers)
                .within(Bounds.none().withTimeout(timeLimit))
                .explore(subject.system(), List.of(subject.property()));
    }
}

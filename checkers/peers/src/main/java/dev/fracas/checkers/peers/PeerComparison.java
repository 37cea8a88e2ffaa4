package dev.fracas.checkers.peers;

import dev.fracas.checkers.peers.SpinOutcome.Finished;
import dev.fracas.checkers.peers.SpinOutcome.NotFinished;
import java.util.Optional;

/** One row, seen by both tools. */
record PeerComparison(PeerRow row, SpinOutcome spin, OurOutcome engine) {
    /** Below this many seconds SPIN's clock, in hundredths, is too coarse for a rate. */
    private static final double SHORTEST_TIMED = 0.1;

    /** Below this many states, memory taken beforehand outweighs what the states take. */
    private static final long FEWEST_WEIGHED = 100_000;

    /** SPIN's figures, if it saw the whole row. */
    Optional<SpinMeasurement> spinFigures() {
        return spin instanceof Finished(SpinMeasurement figures)
                ? Optional.of(figures)
                : Optional.empty();
    }

    /** Our figures, if our engine saw the whole row. */
    Optional<Measurement> ours() {
        return engine instanceof OurOutcome.Finished(Measurement figures)
                ? Optional.of(figures)
                : Optional.empty();
    }

    /** Whether the distinct states agree; empty unless both tools finished. */
    Optional<Boolean> statesEqual() {
        return spinFigures()
                .flatMap(theirs -> ours().map(our -> theirs.states() == our.distinctStates()));
    }

    /** Whether the transitions agree; empty unless both tools finished. */
    Optional<Boolean> transitionsEqual() {
        return spinFigures()
                .flatMap(theirs -> ours().map(our -> theirs.transitions() == our.transitions()));
    }

    /** True if both tools finished and disagree, or one of them found a model broken. */
    boolean isWrong() {
        boolean spinFault = spin instanceof NotFinished(SpinOutcome.Cut cut) && cut.isFault();
        return spinFault
                || engine instanceof OurOutcome.Violated
                || !statesEqual().orElse(true)
                || !transitionsEqual().orElse(true);
    }

    /** SPIN's states per second, if the row took long enough to time. */
    Optional<Double> spinRate() {
        return spinFigures().flatMap(theirs -> rate(theirs.states(), theirs.seconds()));
    }

    /** Our states per second, if the row took long enough to time. */
    Optional<Double> ourRate() {
        return ours().flatMap(our -> rate(our.distinctStates(), our.seconds()));
    }

    /** How many times as fast as SPIN we are. */
    Optional<Double> speedRatio() {
        return ourRate().flatMap(our -> spinRate().map(theirs -> our / theirs));
    }

    /** SPIN's bytes per state, if the row is large enough for the figure to say anything. */
    Optional<Double> spinBytes() {
        return weighedSpin().map(SpinMeasurement::bytesPerState);
    }

    /** SPIN's bytes per state without its hash table, if the row is large enough. */
    Optional<Double> spinBytesWithoutHashTable() {
        return weighedSpin().map(SpinMeasurement::bytesPerStateWithoutHashTable);
    }

    /** Our bytes per state, if the row is large enough for the figure to say anything. */
    Optional<Double> ourBytes() {
        return ours().filter(our -> our.distinctStates() >= FEWEST_WEIGHED)
                .map(Measurement::bytesPerState);
    }

    /** How many times as much memory as SPIN we take for a state, its hash table included. */
    Optional<Double> memoryRatio() {
        return ourBytes().flatMap(our -> spinBytes().map(theirs -> our / theirs));
    }

    /** How many times as much memory as SPIN we take for a state, its hash table left out. */
    Optional<Double> memoryRatioWithoutHashTable() {
        return ourBytes().flatMap(our -> spinBytesWithoutHashTable().map(theirs -> our / theirs));
    }

    private Optional<SpinMeasurement> weighedSpin() {
        return spinFigures().filter(theirs -> theirs.states() >= FEWEST_WEIGHED);
    }

    private static Optional<Double> rate(long states, double seconds) {
        return seconds < SHORTEST_TIMED ? Optional.empty() : Optional.of(states / seconds);
    }
}

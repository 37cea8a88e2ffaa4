package dev.fracas.checkers.linearizability.recording;

import dev.fracas.checkers.linearizability.History;
import dev.fracas.checkers.linearizability.LinearizabilityChecker;
import dev.fracas.checkers.linearizability.LinearizabilityConstraints;
import dev.fracas.checkers.linearizability.LinearizabilitySearch;
import dev.fracas.checkers.linearizability.LinearizabilityVerdict.NotLinearizable;
import dev.fracas.checkers.linearizability.Refusal;
import dev.fracas.checkers.linearizability.SequentialSpecification;
import dev.fracas.model.machine.Machine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Histories of a machine's runs.
 *
 * @param probe a new one for each run
 */
record Recorded(
        Machine machine, Supplier<Probe> probe, Map<String, SequentialSpecification<?>> objects) {
    static final LinearizabilityChecker SEARCH = new LinearizabilitySearch();
    static final LinearizabilityChecker CONSTRAINTS =
            new LinearizabilityConstraints(Duration.ofSeconds(30));

    private static final int MAX_STEPS = 3_000;
    private static final double[] SWITCHING = {0.05, 0.3, 1};

    Stream<History> histories(int runs) {
        HistoryRecorder recorder = new HistoryRecorder(machine);
        return IntStream.range(0, runs)
                .mapToObj(seed ->
                        recorder.record(
                                new RandomWalk(seed, SWITCHING[seed % SWITCHING.length], MAX_STEPS),
                                probe.get()));
    }

    /** The first of the histories that the search refuses. */
    Optional<Refusal> firstRefused(int runs) {
        return histories(runs).flatMap(history -> refusal(SEARCH, history).stream()).findFirst();
    }

    Optional<Refusal> refusal(LinearizabilityChecker checker, History history) {
        return checker.check(history, objects) instanceof NotLinearizable(Refusal refusal)
                ? Optional.of(refusal)
                : Optional.empty();
    }
}

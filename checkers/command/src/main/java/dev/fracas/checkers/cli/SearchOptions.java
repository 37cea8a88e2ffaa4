package dev.fracas.checkers.cli;

import dev.fracas.checkers.explore.Bounds;
import dev.fracas.checkers.explore.Explorer;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that bound the search. A search that a bound cuts short is INCOMPLETE. */
final class SearchOptions {
    private static final int MOST_WORKERS = 64;

    @Option(
            names = "--max-states",
            paramLabel = "N",
            description = "Stop an exploration at N distinct states, 1 or more. Default: no bound.")
    private Optional<Long> maxStates = Optional.empty();

    @Option(
            names = "--max-depth",
            paramLabel = "N",
            description =
                    "Stop an exploration N steps from the start, 1 or more. Default: no bound.")
    private Optional<Integer> maxDepth = Optional.empty();

    @Option(
            names = "--max-memory",
            paramLabel = "SIZE",
            description =
                    "Stop when the visited states of an exploration take SIZE, for example 512M or"
                            + " 2G. Default: 80%% of the Java heap, which is 60%% of the machine's"
                            + " memory unless FRACAS_JAVA_OPTIONS=-Xmx... says otherwise.")
    private Optional<ByteSize> maxMemory = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description =
                    "Stop an exploration after that time, for example 30s, 5m or 1h. A mechanism"
                            + " with an endless form has two: within its rounds, and endless. Default:"
                            + " no bound.")
    private Optional<Duration> timeout = Optional.empty();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Threads of the search, 1 to 64; results do not depend on it. Default: one for"
                            + " each processor.")
    private Optional<Integer> workers = Optional.empty();

    /**
     * The explorer that the options ask for.
     *
     * @throws UserError when an option is out of range
     */
    Explorer explorer() {
        Bounds bounds = Bounds.none();
        if (maxStates.isPresent()) {
            bounds = bounds.withMaxStates(positive("--max-states", maxStates.get()));
        }
        if (maxDepth.isPresent()) {
            bounds = bounds.withMaxDepth((int) positive("--max-depth", maxDepth.get()));
        }
        if (maxMemory.isPresent()) {
            bounds = bounds.withMaxBytes(maxMemory.get().bytes());
        }
        if (timeout.isPresent()) {
            bounds = bounds.withTimeout(timeout.get());
        }
        Explorer explorer = Explorer.unbounded().within(bounds);
        if (workers.isEmpty()) {
            return explorer;
        }
        if (workers.get() < 1 || workers.get() > MOST_WORKERS) {
            throw new UserError("--workers: 1 to 64, got " + workers.get());
        }
        return explorer.withWorkers(workers.get());
    }

    private static long positive(String option, long number) {
        if (number < 1) {
            throw new UserError(option + ": 1 or more, got " + number);
        }
        return number;
    }
}

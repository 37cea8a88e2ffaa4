package dev.fracas.checkers.cli;

import dev.fracas.checkers.hunt.HuntBounds;
import dev.fracas.checkers.hunt.Hunter;
import dev.fracas.checkers.hunt.Limits;
import dev.fracas.checkers.hunt.StrategyKind;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how to hunt and for how long. */
final class HuntOptions {
    private static final long RUNS = 1_000;
    private static final int MOST_WORKERS = 64;

    @Option(
            names = "--strategy",
            paramLabel = "KIND",
            description = {
                "Who steps next. Default: uniform.",
                "uniform: each core, store buffer and interrupt controller that can, alike;",
                "pct: the one of highest priority, which a few random changes lower;",
                "delay: round robin, each until it blocks, with a few random delays;",
                "coverage: as uniform, from where earlier runs reached something new."
            })
    private StrategyKind strategy = StrategyKind.UNIFORM;

    @Option(
            names = "--changes",
            paramLabel = "N",
            description =
                    "How many changes of priority (pct) or delays (delay) a run has, 0 to 64."
                            + " Default: 3.")
    private int changes = 3;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Any whole number. The same seed and the same --runs find the same, whatever"
                            + " the number of workers. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description =
                    "How many runs of each mechanism, 1 or more. Default: 1000; no bound with --time.")
    private Optional<Long> runs = Optional.empty();

    @Option(
            names = "--time",
            paramLabel = "DURATION",
            description =
                    "How long to hunt each mechanism, for example 30s, 5m or 1h. Default: no bound.")
    private Optional<Duration> time = Optional.empty();

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps of the longest run, 1 to 10000000. Default: 10000.")
    private int steps = 10_000;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Threads, 1 to 64; results do not depend on it. Default: one for each processor.")
    private Optional<Integer> workers = Optional.empty();

    /**
     * The hunter that the options ask for.
     *
     * @throws UserError when an option is out of range
     */
    Hunter hunter() {
        return hunter(RUNS);
    }

    /**
     * The same, with another number of runs where the command line says nothing of it.
     *
     * @throws UserError when an option is out of range
     */
    Hunter hunter(long runsByDefault) {
        long wantedRuns = runs.orElse(time.isPresent() ? Long.MAX_VALUE : runsByDefault);
        require(wantedRuns >= 1, "--runs: 1 or more, got " + wantedRuns);
        require(
                steps >= 1 && steps <= Limits.MOST_STEPS,
                "--steps: 1 to %d, got %d".formatted(Limits.MOST_STEPS, steps));
        require(
                changes >= 0 && changes <= Limits.MOST_CHANGES,
                "--changes: 0 to %d, got %d".formatted(Limits.MOST_CHANGES, changes));
        int threads = workers.orElse(Runtime.getRuntime().availableProcessors());
        require(
                workers.isEmpty() || (threads >= 1 && threads <= MOST_WORKERS),
                "--workers: 1 to 64, got " + threads);
        return Hunter.with(
                        strategy.with(changes),
                        seed,
                        new HuntBounds(wantedRuns, time.orElse(HuntBounds.NO_LIMIT), steps))
                .withWorkers(Math.min(threads, MOST_WORKERS));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UserError(otherwise);
        }
    }
}

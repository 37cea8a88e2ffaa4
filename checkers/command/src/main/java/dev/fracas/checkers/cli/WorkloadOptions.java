package dev.fracas.checkers.cli;

import dev.fracas.generators.WorkloadSource;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that ask for workloads that are drawn. */
final class WorkloadOptions {
    private static final int MOST = 1_000_000;

    @Option(
            names = "--workloads",
            paramLabel = "N",
            description = {
                "Draw so many workloads that are in no list from the seed, 1 to 1000000, and hunt"
                        + " each in 64 runs (--runs), in the usual reading of each family (--reading).",
                "Of each property that is violated the first workload is made smaller as long as it"
                        + " still violates that; then its run."
            })
    private Optional<Integer> workloads = Optional.empty();

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description =
                    "With --workloads: small, such as a check gets through, or large. Default:"
                            + " small.")
    private Optional<WorkloadSource.Size> size = Optional.empty();

    /**
     * How many to draw; empty where none are asked for.
     *
     * @throws UserError when an option is out of range, or given without the other
     */
    Optional<Integer> number() {
        if (workloads.isEmpty() && size.isPresent()) {
            throw new UserError("--size: is of workloads that --workloads asks for");
        }
        workloads.ifPresent(number -> {
            if (number < 1 || number > MOST) {
                throw new UserError("--workloads: 1 to 1000000, got " + number);
            }
        });
        return workloads;
    }

    WorkloadSource.Size size() {
        return size.orElse(WorkloadSource.Size.SMALL);
    }
}

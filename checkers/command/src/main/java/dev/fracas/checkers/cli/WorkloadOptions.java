package dev.fracas.checkers.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that ask for workloads that are drawn. */
final class WorkloadOptions {
    private static final int MOST = 1_000_000;

    @Option(
            names = "--workloads",
            paramLabel = "N",
            description = {
                "Draw so many workloads over an address space from the seed, 1 to 1000000, and hunt"
                        + " each in 64 runs (--runs), in the reading paper (--reading).",
                "Of each property that is violated the first workload is made smaller as long as it"
                        + " still violates that: fewer tasks, pages and calls; then its run."
            })
    private Optional<Integer> workloads = Optional.empty();

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description =
                    "With --workloads: small, two pages and two tasks with three calls each, or"
                            + " large, up to 64 pages and eight tasks. Default: small.")
    private Optional<WorkloadSize> size = Optional.empty();

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

    WorkloadSize size() {
        return size.orElse(WorkloadSize.SMALL);
    }
}
